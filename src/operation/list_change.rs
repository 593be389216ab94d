use super::consent::title;
use crate::resource::Object;
use crate::store::Refusal;

/// What an update does to one list of an object.
#[derive(Clone, Copy, Debug)]
pub(super) struct ListChange<'a> {
    /// The list's argument: `middlewares`.
    pub argument: &'static str,
    /// The whole new list.
    pub set: Option<&'a [String]>,
    /// What is added to the list.
    pub add: Option<&'a [String]>,
    /// What is removed from it.
    pub remove: Option<&'a [String]>,
}

impl<'a> ListChange<'a> {
    /// Whether the list is to change.
    pub fn is_given(&self) -> bool {
        self.set.is_some() || self.add.is_some() || self.remove.is_some()
    }

    /// What has to be made for [`apply`](Self::apply): the new items.
    pub fn new_items(&self) -> &'a [String] {
        self.set.or(self.add).unwrap_or_default()
    }

    /// Changes the list. `made` are the items of [`new_items`](Self::new_items); `key` says which items are the same, and
    /// `written` the key of an item that is written so.
    ///
    /// # Errors
    /// When the arguments contradict each other, when an item that is to go is not there, and when a list that may not be
    /// empty would be.
    pub fn apply<T>(
        &self,
        list: &mut Vec<T>,
        made: Vec<T>,
        key: impl Fn(&T) -> String,
        written: impl Fn(&str) -> String,
        of: &Object,
    ) -> Result<(), Refusal> {
        self.consistent(&written)?;
        if self.set.is_some() {
            *list = made;
            return Ok(());
        }
        for item in self.remove.unwrap_or_default() {
            let gone = written(item);
            if !list.iter().any(|one| key(one) == gone) {
                return Err(self.not_there(item, list.iter().map(&key).collect(), of));
            }
            list.retain(|one| key(one) != gone);
        }
        for item in made {
            if !list.iter().any(|one| key(one) == key(&item)) {
                list.push(item);
            }
        }
        Ok(())
    }

    /// Refuses to take the last item, where an empty list means something else than nothing.
    pub fn not_emptied<T>(&self, list: &[T], means: &str, of: &Object) -> Result<(), Refusal> {
        if self.remove.is_none() || !list.is_empty() {
            return Ok(());
        }
        let message = format!("this would take the last of the `{}` of {}, and {means}", self.argument, title(of));
        Err(Refusal::new("last-of-list", message).help("add another one first, or delete the object"))
    }

    fn consistent(&self, written: &impl Fn(&str) -> String) -> Result<(), Refusal> {
        let argument = self.argument;
        let conflict = |message: String, help: &str| Err(Refusal::new("conflicting-arguments", message).help(help));
        if self.set.is_some() && (self.add.is_some() || self.remove.is_some()) {
            let message = format!("`{argument}` is the whole list, and beside it nothing can be added or removed");
            return conflict(message, "leave out one of the two");
        }
        let removed: Vec<String> = self.remove.unwrap_or_default().iter().map(|item| written(item)).collect();
        match self.add.unwrap_or_default().iter().find(|item| removed.contains(&written(item))) {
            Some(both) => {
                conflict(format!("`{both}` is both added to the `{argument}` and removed"), "leave out one of the two")
            }
            None => Ok(()),
        }
    }

    fn not_there(&self, item: &str, there: Vec<String>, of: &Object) -> Refusal {
        let message = format!("`{item}` is none of the `{}` of {}", self.argument, title(of));
        let there: Vec<String> = there.into_iter().map(|one| format!("`{one}`")).collect();
        let help = if there.is_empty() { "it has none".to_owned() } else { format!("it has {}", there.join(", ")) };
        Refusal::new("not-in-list", message).help(help)
    }
}
