//! "the company he founded": a relative clause without a pronoun, whose object is the noun before it.

use crate::language::{Deprel, Tree, Upos};

impl Tree<'_> {
    /// The noun that a clause with a subject and without an object is about: not "the day he met", which has no entity, nor
    /// "the team he plays for".
    pub(super) fn object_left_out(&self, verb: usize) -> Option<usize> {
        let noun = self.head(verb).filter(|_| self.deprel(verb) == Deprel::AclRelcl)?;
        let subject = self.dependent(verb, &[Deprel::Nsubj])?;
        // "both of whom met him"
        let between = noun < subject && subject < verb && !(noun + 1..verb).any(|i| self.is_relative(i));
        let others = [Deprel::Obj, Deprel::Iobj, Deprel::Ccomp, Deprel::Xcomp, Deprel::OblAgent, Deprel::Cop];
        let bare = self.dependent(verb, &others).is_none();
        let leads = |&c: &usize| {
            matches!(self.token(c).upos, Upos::Adp | Upos::Sconj)
                || matches!(self.lemma(c), "where" | "when" | "why" | "how" | "whose")
        };
        let led = self.children(verb).iter().any(leads);
        let last = (verb + 1..self.len()).take_while(|&i| self.is_below(i, verb)).last().unwrap_or(verb);
        let stranded = self.token(last).upos == Upos::Adp;
        (between && bare && !led && !stranded).then_some(noun)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentence;
    use super::*;

    #[test]
    fn the_noun_before_a_bare_clause_is_its_object() {
        let lines = "
            the the DET DT 2 det
            company company NOUN NN 0 root
            he he PRON PRP 4 nsubj
            founded found VERB VBD 2 acl:relcl
            in in ADP IN 6 case
            2005 2005 NUM CD 4 obl";
        let object = |lines: &str| {
            let (text, sentence) = sentence(lines);
            Tree::new(&text, &sentence).object_left_out(3)
        };
        assert_eq!(object(lines), Some(1));
        assert_eq!(object(&lines.replace("2005 2005 NUM CD 4 obl", "it it PRON PRP 4 obj")), None);
        let led = lines.replace("in in ADP IN 6 case", "where where ADV WRB 4 advmod");
        assert_eq!(object(&led), None);
    }
}
