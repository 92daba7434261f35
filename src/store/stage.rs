//! How far long work on the database is.

/// What is being done, and how much of it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stage {
    /// In words.
    pub doing: &'static str,
    /// How many are done.
    pub done: usize,
    /// How many there are; 0: the stage is one step that does not tell how far it is.
    pub of: usize,
}

/// Tells each stage of long work as it goes on, where somebody wants to hear it.
pub(super) struct Teller<'t>(Option<&'t mut dyn FnMut(Stage)>);

impl<'t> Teller<'t> {
    pub fn to(hearer: &'t mut dyn FnMut(Stage)) -> Teller<'t> {
        Teller(Some(hearer))
    }

    pub fn nobody() -> Teller<'t> {
        Teller(None)
    }

    fn tell(&mut self, stage: Stage) {
        if let Some(hearer) = &mut self.0 {
            hearer(stage);
        }
    }

    /// One step begins.
    pub fn step(&mut self, doing: &'static str) {
        self.tell(Stage { doing, done: 0, of: 0 });
    }

    /// Works on each item, and tells how many are done.
    pub fn each<T>(
        &mut self,
        doing: &'static str,
        items: impl ExactSizeIterator<Item = T>,
        mut work: impl FnMut(T) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<()> {
        let of = items.len();
        for (done, item) in items.enumerate() {
            self.tell(Stage { doing, done, of });
            work(item)?;
        }
        Ok(())
    }
}
