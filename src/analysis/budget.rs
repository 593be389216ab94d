/// How much work an analysis may do: what keeps adversarial tables linear. When it runs out, less is found.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    left: usize,
    walk: usize,
}

impl Budget {
    /// What every table may cost, in evaluations of a rule.
    const BASE: usize = 400_000;
    /// What each router adds to that.
    const PER_ROUTER: usize = 64;
    /// The most work of one walk through all server names.
    const WALK: usize = 300_000;

    /// The budget of a table with so many routers.
    pub fn new(routers: usize) -> Self {
        Self { left: Self::BASE.saturating_add(routers.saturating_mul(Self::PER_ROUTER)), walk: Self::WALK }
    }

    /// The budget for all classes of tables with so many routers, where nothing but the classes is asked for.
    pub fn of_classes(routers: usize) -> Self {
        let more = routers.saturating_mul(8 * Self::PER_ROUTER);
        Self { left: (8 * Self::BASE).saturating_add(more), walk: (4 * Self::WALK).saturating_add(more / 4) }
    }

    /// How much is left.
    pub fn left(self) -> usize {
        self.left
    }

    /// How much one walk through all server names may take.
    pub fn walk(self) -> usize {
        self.walk.min(self.left)
    }

    /// Takes some out; false when there is not enough left, and then there is nothing left.
    pub fn spend(&mut self, work: usize) -> bool {
        let enough = work <= self.left;
        self.left = if enough { self.left - work } else { 0 };
        enough
    }
}
