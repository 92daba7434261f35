//! Who does what a verb says, and to whom: below the surface of passives, control, coordination, relative and
//! participial clauses.
//!
//! The *surface subject* of a verb is the one it shows or, where it shows none, the one it inherits: from the verb it
//! is coordinated with, from the verb that controls it, or from the noun it modifies. The *logical* subject and object
//! follow from it by the verb's voice.

use super::words::Words;
use crate::language::{Deprel, Tree, Upos, Xpos};
use crate::model::Status;

/// How many steps a subject may be inherited over.
const MAX_INHERITANCE: usize = 6;

impl Tree<'_> {
    /// Whether the verb is in the passive, by an auxiliary or as a bare participle.
    pub fn is_passive(&self, verb: usize) -> bool {
        let auxiliary = [Deprel::AuxPass, Deprel::NsubjPass, Deprel::CsubjPass];
        if self.dependent(verb, &auxiliary).is_some() {
            return true;
        }
        if self.token(verb).xpos != Xpos::Vbn
            || self.dependent(verb, &[Deprel::Aux, Deprel::Nsubj, Deprel::Obj]).is_some()
        {
            return false;
        }
        match self.deprel(verb) {
            Deprel::Acl | Deprel::Advcl => true,
            Deprel::Conj => self.head(verb).is_some_and(|head| self.is_verb(head) && self.is_passive(head)),
            _ => false,
        }
    }

    /// The subject that the verb shows, or the one it inherits.
    pub fn surface_subject(&self, verb: usize) -> Option<usize> {
        self.inherited_subject(verb, MAX_INHERITANCE)
    }

    pub(super) fn inherited_subject(&self, verb: usize, steps: usize) -> Option<usize> {
        if let Some(subject) = self.dependent(verb, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter]) {
            return Some(self.antecedent(verb, subject));
        }
        // "talking to families was not the same as talking to leaders": a clause is said to do it.
        if self.dependent(verb, &[Deprel::Csubj]).is_some() {
            return None;
        }
        let (head, steps) = (self.head(verb)?, steps.checked_sub(1)?);
        match self.deprel(verb) {
            Deprel::Conj | Deprel::Parataxis if self.deprel(verb) == Deprel::Conj => {
                self.inherited_subject(head, steps)
            }
            Deprel::Xcomp => self.controller(head, steps),
            Deprel::Advcl | Deprel::Ccomp
                if !self.is_noun(head) || self.dependent(head, &[Deprel::Cop]).is_some() =>
            {
                // "said he was allowed to go", "said was allowed": a clause of its own tense has a subject of its own.
                let tensed = |a: usize| matches!(self.token(a).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
                if self.is_finite(verb) || self.dependents(verb, &[Deprel::Aux, Deprel::AuxPass]).any(tensed)
                {
                    return None;
                }
                if let Some(own) = self.asked_by_noun(head, verb).or_else(|| self.named_before_gerund(verb)) {
                    return Some(own);
                }
                // "in helping Africa, including hosting Mandela": whoever does the one does the other.
                if self.is_gerund_after(verb, "including") {
                    let before = self.unfinite_before(verb)?;
                    return self.inherited_subject(before, steps);
                }
                // "failed to stop militants from firing rockets": they fire.
                if self.is_gerund_after(verb, "from")
                    && Words::built_in().verb_status(self.lemma(head)) == Some(Status::Denied)
                    && let Some(kept) = self.logical_object(head)
                {
                    return Some(kept);
                }
                match Words::built_in().control(self.lemma(head)) {
                    Some(_) if self.is_infinitive(verb) => self.controller(head, steps),
                    // "fined the firm for hiding it", "charged him with hiding it", "gave thanks to Azoulay for visiting"
                    _ if ["for", "of", "with"].iter().any(|p| self.is_gerund_after(verb, p)) => {
                        let to = self.prepositional(head, "to").into_iter().find(|&c| c < verb);
                        let blamed = to.or_else(|| self.logical_object(head));
                        blamed.or_else(|| self.inherited_subject(head, steps))
                    }
                    _ => self.inherited_subject(head, steps),
                }
            }
            Deprel::Acl if self.is_infinitive(verb) => self.holder(head, steps),
            Deprel::Acl | Deprel::AclRelcl => Some(head),
            _ => None,
        }
    }

    /// The token that a relative pronoun in the clause of `verb` stands for; any other token stands for itself.
    pub(super) fn antecedent(&self, verb: usize, pronoun: usize) -> usize {
        if !self.is_relative(pronoun) {
            return pronoun;
        }
        let mut clause = verb;
        for _ in 0..MAX_INHERITANCE {
            match (self.deprel(clause), self.head(clause)) {
                (Deprel::AclRelcl, Some(noun)) => return self.person_meant(pronoun, noun),
                // "It was Aquino who warned Argentina"
                (Deprel::AdvclRelcl, Some(picked)) if self.is_picked_out(picked) => return picked,
                (Deprel::Conj | Deprel::Xcomp | Deprel::Ccomp, Some(up)) => clause = up,
                _ => break,
            }
        }
        pronoun
    }

    /// "It was Aquino": whom a cleft picks out.
    fn is_picked_out(&self, picked: usize) -> bool {
        let it = |c: usize| self.lemma(c).eq_ignore_ascii_case("it");
        self.is_noun(picked)
            && self.dependent(picked, &[Deprel::Cop]).is_some()
            && self.dependents(picked, &[Deprel::Nsubj, Deprel::Expl]).any(it)
    }

    /// Whether the word is coordinated to be left out: "Putin, not Biden".
    pub fn is_left_out(&self, i: usize) -> bool {
        let words = [Deprel::Cc, Deprel::Advmod];
        self.deprel(i) == Deprel::Conj
            && self.dependents(i, &words).any(|w| matches!(self.lemma(w), "not" | "rather"))
    }

    /// "men from Java who attacked": the men, whichever noun the tree has the clause on.
    fn person_meant(&self, pronoun: usize, noun: usize) -> usize {
        if self.is_left_out(noun) {
            return self.conjunction_head(noun);
        }
        // "It was Aquino who warned Argentina": whom the cleft picks out.
        if let Some(picked) = self.head(noun).filter(|&picked| {
            self.lemma(noun).eq_ignore_ascii_case("it")
                && matches!(self.deprel(noun), Deprel::Nsubj | Deprel::Expl)
                && self.dependent(picked, &[Deprel::Cop]).is_some()
        }) {
            return picked;
        }
        let from = |c: usize| self.has_preposition(c, "from") || self.has_preposition(c, "in");
        let first = self.conjunction_head(noun);
        let of_people = self.head(first).filter(|&people| {
            self.lemma(pronoun) == "who"
                && self.deprel(first) == Deprel::Nmod
                && from(first)
                && Words::built_in().is_people(self.lemma(people))
        });
        of_people.unwrap_or(noun)
    }

    /// Whether the verb is a gerund after this preposition: "for hiding it", "by closing its offices".
    pub fn is_gerund_after(&self, verb: usize, preposition: &str) -> bool {
        let relations = [Deprel::Mark, Deprel::Case];
        self.token(verb).xpos == Xpos::Vbg
            && self
                .dependents(verb, &relations)
                .any(|m| self.lemma(m) == preposition || self.form(m).eq_ignore_ascii_case(preposition))
    }

    /// Who does it: the subject of the active, the agent of the passive.
    pub fn logical_subject(&self, verb: usize) -> Option<usize> {
        if !self.is_passive(verb) {
            return self.surface_subject(verb);
        }
        let agent = |&c: &usize| self.deprel(c) == Deprel::OblAgent || self.has_preposition(c, "by");
        let own = self.dependents(verb, &[Deprel::OblAgent, Deprel::Obl]).find(agent);
        // "was accused of lying by Smith", "found guilty by a court": the parser may hang the agent on what stands between.
        let gerunds = self.dependents(verb, &[Deprel::Advcl]).filter(|&g| self.token(g).xpos == Xpos::Vbg);
        let said = |&p: &usize| matches!(self.token(p).upos, Upos::Adj | Upos::Noun);
        let predicates = self.dependents(verb, &[Deprel::Xcomp]).filter(said);
        // "was fined two million dollars by the court"
        let amount = self.dependent(verb, &[Deprel::OblUnmarked]);
        let nearer = gerunds.chain(predicates).chain(self.kept_object(verb)).chain(amount);
        let mut under =
            nearer.flat_map(|g| self.dependents(g, &[Deprel::OblAgent, Deprel::Obl, Deprel::Nmod]));
        let is_agent =
            |&c: &usize| self.deprel(c) == Deprel::OblAgent || agent(&c) && self.token(c).upos == Upos::Propn;
        own.or_else(|| under.find(is_agent)).map(|c| self.antecedent(verb, c))
    }

    /// To whom it is done: the object of the active, the subject of the passive.
    pub fn logical_object(&self, verb: usize) -> Option<usize> {
        if self.is_passive(verb) {
            return self.surface_subject(verb);
        }
        if let Some(object) = self.objects(verb).1 {
            return Some(self.antecedent(verb, object));
        }
        // "called Johnson a liar": the parser may take both for what is said.
        let said: Vec<usize> = self.dependents(verb, &[Deprel::Xcomp]).filter(|&c| self.is_noun(c)).collect();
        if let [object, _] = said[..] {
            return Some(object);
        }
        if let Some(object) = self.raised_object(verb).or_else(|| self.object_left_out(verb)) {
            return Some(object);
        }
        // "Kenya visited, on Tuesday, the ministry": the parser may take what follows for a second subject.
        let subjects: Vec<usize> = self.dependents(verb, &[Deprel::Nsubj]).collect();
        if let [before, after] = subjects[..]
            && before < verb
            && verb < after
            && self.dependent(verb, &[Deprel::Ccomp, Deprel::Xcomp]).is_none()
        {
            return Some(after);
        }
        // "the man they met": the relative clause has its own subject and a gap for the object.
        let gap = self.deprel(verb) == Deprel::AclRelcl
            && self.dependents(verb, &[Deprel::Nsubj]).any(|s| !self.is_relative(s))
            && self.dependent(verb, &[Deprel::Ccomp, Deprel::Obl]).is_none();
        if gap { self.head(verb) } else { None }
    }

    /// The indirect object; of a passive that keeps an object, the subject: "Kenya was given helicopters".
    pub fn indirect_object(&self, verb: usize) -> Option<usize> {
        if self.kept_object(verb).is_some() {
            return self.surface_subject(verb);
        }
        self.objects(verb).0.map(|c| self.antecedent(verb, c))
    }

    /// What a noun of quantity counts: "rockets" in "dozens of rockets".
    pub fn counted(&self, noun: usize) -> Option<usize> {
        let counts = Words::built_in().is_quantity(self.lemma(noun));
        self.dependents(noun, &[Deprel::Nmod]).find(|&c| counts && self.has_preposition(c, "of"))
    }

    /// The object that a passive keeps: "was given helicopters".
    pub fn kept_object(&self, verb: usize) -> Option<usize> {
        self.dependent(verb, &[Deprel::Obj]).filter(|_| self.is_passive(verb))
    }

    /// The indirect and the direct object; of "gave Putin a warning" the parser may take both for direct ones.
    fn objects(&self, verb: usize) -> (Option<usize>, Option<usize>) {
        // The object after another verb is that verb's: "attacked Israel and seized hostages".
        let next = self.dependent(verb, &[Deprel::Conj]).unwrap_or(self.len());
        let own = self.dependents(verb, &[Deprel::Obj]).enumerate();
        let direct: Vec<usize> = own.filter(|&(i, o)| i == 0 || o < next).map(|(_, o)| o).collect();
        match (self.dependent(verb, &[Deprel::Iobj]), &direct[..]) {
            (None, &[indirect, object, ..]) => (Some(indirect), Some(object)),
            (None, &[object]) => (self.before_amount(object), Some(object)),
            (indirect, _) => (indirect, direct.first().copied()),
        }
    }

    /// "fined Google 4 billion euros": the parser may take a name before an amount for a part of it.
    fn before_amount(&self, object: usize) -> Option<usize> {
        let amount = self.dependent(object, &[Deprel::Nummod])?;
        let name = |&c: &usize| self.token(c).upos == Upos::Propn && c < amount;
        [object, amount].into_iter().flat_map(|n| self.dependents(n, &[Deprel::Compound])).find(name)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentence;
    use super::*;

    /// The forms of the logical subject and object of the verb with this form.
    fn roles(lines: &str, verb: &str) -> (Option<String>, Option<String>) {
        let (text, sentence) = sentence(lines);
        let tree = Tree::new(&text, &sentence);
        let verb = (0..tree.len()).find(|&i| tree.form(i) == verb).unwrap();
        let form = |i: usize| tree.form(i).to_owned();
        (tree.logical_subject(verb).map(form), tree.logical_object(verb).map(form))
    }

    fn some(subject: &str, object: &str) -> (Option<String>, Option<String>) {
        (Some(subject.to_owned()), Some(object.to_owned()))
    }

    #[test]
    fn a_passive_turns_its_ends() {
        let lines = "
            Navalny Navalny PROPN NNP 3 nsubj:pass
            was be AUX VBD 3 aux:pass
            arrested arrest VERB VBN 0 root
            by by ADP IN 5 case
            police police NOUN NNS 3 obl:agent";
        assert_eq!(roles(lines, "arrested"), some("police", "Navalny"));
    }

    #[test]
    fn the_object_of_inviting_controls_the_visit() {
        let lines = "
            Putin Putin PROPN NNP 2 nsubj
            invited invite VERB VBD 0 root
            Xi Xi PROPN NNP 2 obj
            to to PART TO 5 mark
            visit visit VERB VB 2 xcomp
            Moscow Moscow PROPN NNP 5 obj";
        assert_eq!(roles(lines, "visit"), some("Xi", "Moscow"));
    }

    #[test]
    fn the_subject_of_promising_controls_the_visit() {
        let lines = "
            Xi Xi PROPN NNP 2 nsubj
            promised promise VERB VBD 0 root
            Putin Putin PROPN NNP 2 obj
            to to PART TO 5 mark
            visit visit VERB VB 2 xcomp
            Moscow Moscow PROPN NNP 5 obj";
        assert_eq!(roles(lines, "visit"), some("Xi", "Moscow"));
    }

    #[test]
    fn who_is_blamed_did_what_it_is_blamed_for() {
        let lines = "
            NATO NATO PROPN NNP 2 nsubj
            blames blame VERB VBZ 0 root
            firms firm NOUN NNS 2 obj
            for for SCONJ IN 5 mark
            arming arm VERB VBG 2 advcl
            Russia Russia PROPN NNP 5 obj";
        assert_eq!(roles(lines, "arming"), some("firms", "Russia"));
    }

    #[test]
    fn a_relative_pronoun_stands_for_its_antecedent_and_a_gap_for_the_object() {
        let subject = "
            Heckl Heckl PROPN NNP 0 root
            who who PRON WP 3 nsubj
            met meet VERB VBD 1 acl:relcl
            Milley Milley PROPN NNP 3 obj";
        assert_eq!(roles(subject, "met"), some("Heckl", "Milley"));
        let gap = "
            Heckl Heckl PROPN NNP 0 root
            whom whom PRON WP 4 obj
            Milley Milley PROPN NNP 4 nsubj
            met meet VERB VBD 1 acl:relcl";
        assert_eq!(roles(gap, "met"), some("Milley", "Heckl"));
    }

    #[test]
    fn a_cleft_picks_out_the_subject() {
        let lines = "
            It it PRON PRP 3 nsubj
            was be AUX VBD 3 cop
            Heckl Heckl PROPN NNP 0 root
            who who PRON WP 5 nsubj
            warned warn VERB VBD 1 acl:relcl
            Milley Milley PROPN NNP 5 obj";
        assert_eq!(roles(lines, "warned"), some("Heckl", "Milley"));
        let hung_on_him = lines.replace("VBD 1 acl:relcl", "VBD 3 advcl:relcl");
        assert_eq!(roles(&hung_on_him, "warned"), some("Heckl", "Milley"));
    }

    #[test]
    fn coordinated_verbs_share_the_subject_and_the_passive() {
        let lines = "
            Navalny Navalny PROPN NNP 3 nsubj:pass
            was be AUX VBD 3 aux:pass
            arrested arrest VERB VBN 0 root
            and and CCONJ CC 5 cc
            charged charge VERB VBN 3 conj";
        assert_eq!(roles(lines, "charged"), (None, Some("Navalny".to_owned())));
    }

    #[test]
    fn participles_after_nouns_take_them_by_their_voice() {
        let active = "
            troops troop NOUN NNS 0 root
            attacking attack VERB VBG 1 acl
            Kyiv Kyiv PROPN NNP 2 obj";
        assert_eq!(roles(active, "attacking"), some("troops", "Kyiv"));
        let passive = "
            city city NOUN NN 0 root
            attacked attack VERB VBN 1 acl
            by by ADP IN 4 case
            Russia Russia PROPN NNP 2 obl:agent";
        assert_eq!(roles(passive, "attacked"), some("Russia", "city"));
    }

    #[test]
    fn of_two_objects_the_first_is_indirect() {
        let lines = "
            Obama Obama PROPN NNP 2 nsubj
            gave give VERB VBD 0 root
            Putin Putin PROPN NNP 2 obj
            warnings warning NOUN NNS 2 obj";
        assert_eq!(roles(lines, "gave"), some("Obama", "warnings"));
    }

    #[test]
    fn a_second_subject_after_the_verb_is_the_object() {
        let lines = "
            Kenya Kenya PROPN NNP 2 nsubj
            visited visit VERB VBD 0 root
            yesterday yesterday NOUN NN 2 obl:unmarked
            Boeing Boeing PROPN NNP 2 nsubj";
        assert_eq!(roles(lines, "visited"), some("Kenya", "Boeing"));
    }

    #[test]
    fn a_head_that_runs_in_a_circle_ends() {
        let lines = "
            met meet VERB VBD 2 conj
            praised praise VERB VBD 1 conj";
        assert_eq!(roles(lines, "met"), (None, None));
    }
}
