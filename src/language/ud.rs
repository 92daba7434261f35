//! The labels of Universal Dependencies v2 as the English treebanks EWT and GUM use them.

use strum::{Display, EnumString, IntoStaticStr, VariantArray};

/// Universal part-of-speech tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "UPPERCASE")]
#[allow(missing_docs)]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

/// Penn Treebank tags, with the additions of EWT and GUM.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "UPPERCASE")]
#[allow(missing_docs)]
pub enum Xpos {
    Add,
    Afx,
    Cc,
    Cd,
    Dt,
    Ex,
    Fw,
    Gw,
    Hyph,
    In,
    Jj,
    Jjr,
    Jjs,
    Ls,
    Md,
    Nfp,
    Nn,
    Nnp,
    Nnps,
    Nns,
    Pdt,
    Pos,
    Prp,
    #[strum(serialize = "PRP$")]
    PrpS,
    Rb,
    Rbr,
    Rbs,
    Rp,
    Sym,
    To,
    Uh,
    Vb,
    Vbd,
    Vbg,
    Vbn,
    Vbp,
    Vbz,
    Wdt,
    Wp,
    #[strum(serialize = "WP$")]
    WpS,
    Wrb,
    Xx,
    #[strum(serialize = ",")]
    Comma,
    #[strum(serialize = ".")]
    Period,
    #[strum(serialize = ":")]
    Colon,
    #[strum(serialize = "``")]
    OpenQuote,
    #[strum(serialize = "''")]
    CloseQuote,
    #[strum(serialize = "-LRB-")]
    OpenBracket,
    #[strum(serialize = "-RRB-")]
    CloseBracket,
    #[strum(serialize = "$")]
    Dollar,
    #[strum(serialize = "#")]
    Hash,
}

/// Dependency relations with the English subtypes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
#[allow(missing_docs)]
pub enum Deprel {
    Acl,
    #[strum(serialize = "acl:relcl")]
    AclRelcl,
    Advcl,
    #[strum(serialize = "advcl:relcl")]
    AdvclRelcl,
    Advmod,
    Amod,
    Appos,
    Aux,
    #[strum(serialize = "aux:pass")]
    AuxPass,
    Case,
    Cc,
    #[strum(serialize = "cc:preconj")]
    CcPreconj,
    Ccomp,
    Compound,
    #[strum(serialize = "compound:prt")]
    CompoundPrt,
    Conj,
    Cop,
    Csubj,
    #[strum(serialize = "csubj:outer")]
    CsubjOuter,
    #[strum(serialize = "csubj:pass")]
    CsubjPass,
    Dep,
    Det,
    #[strum(serialize = "det:predet")]
    DetPredet,
    Discourse,
    Dislocated,
    Expl,
    Fixed,
    Flat,
    Goeswith,
    Iobj,
    List,
    Mark,
    Nmod,
    #[strum(serialize = "nmod:desc")]
    NmodDesc,
    #[strum(serialize = "nmod:poss")]
    NmodPoss,
    #[strum(serialize = "nmod:unmarked")]
    NmodUnmarked,
    Nsubj,
    #[strum(serialize = "nsubj:outer")]
    NsubjOuter,
    #[strum(serialize = "nsubj:pass")]
    NsubjPass,
    Nummod,
    Obj,
    Obl,
    #[strum(serialize = "obl:agent")]
    OblAgent,
    #[strum(serialize = "obl:unmarked")]
    OblUnmarked,
    Orphan,
    Parataxis,
    Punct,
    Reparandum,
    Root,
    Vocative,
    Xcomp,
}
