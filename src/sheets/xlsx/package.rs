//! The archive of a workbook: its parts, and which part leads to which.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use zip::ZipArchive;

use super::xml::{Node, Xml};
use crate::Fault;
use crate::fault::MOST_MEBIBYTES;

/// The parts of a workbook.
#[derive(Debug)]
pub(crate) struct Parts {
    archive: ZipArchive<Cursor<Arc<[u8]>>>,
    /// How many bytes may still be unpacked. What an archive says of its sizes is not to be believed.
    room: Cell<u64>,
}

impl Parts {
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(Arc::from(bytes))).map_err(Fault::damaged)?;
        Ok(Self { archive, room: Cell::new(MOST_MEBIBYTES << 20) })
    }

    /// The name that a part has in the archive; names are compared without case.
    pub(crate) fn find(&self, name: &str) -> Option<String> {
        let plain = |name: &str| name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase();
        if self.archive.index_for_name(name).is_some() {
            return Some(name.to_owned());
        }
        let wanted = plain(name);
        self.archive.file_names().filter_map(Result::ok).find(|found| plain(found) == wanted).map(Cow::into_owned)
    }

    /// Unpacks a part; none where there is none of the name.
    pub(crate) fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(name) = self.find(name) else { return Ok(None) };
        let mut archive = self.archive.clone();
        let part = archive.by_name(&name).map_err(Fault::damaged)?;
        let mut content = Vec::new();
        let room = self.room.get();
        let size = part.take(room + 1).read_to_end(&mut content).map_err(Fault::damaged)?;
        let left = room.checked_sub(size as u64).ok_or(Fault::TooLarge(MOST_MEBIBYTES))?;
        self.room.set(left);
        Ok(Some(content))
    }

    /// The relations of a part, by their identifiers.
    pub(crate) fn relations(&self, part: &str) -> Result<Relations, Fault> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = join(folder, &format!("_rels/{name}.rels"));
        match self.read(&path)? {
            None => Ok(Relations::default()),
            Some(content) => Relations::read(&content, folder),
        }
    }
}

/// Which parts a part leads to.
#[derive(Debug, Default)]
pub(crate) struct Relations(HashMap<String, Relation>);

/// One of them.
#[derive(Debug)]
pub(crate) struct Relation {
    /// The last word of its type, such as `worksheet`.
    pub(crate) kind: String,
    /// The part's name.
    pub(crate) target: String,
}

impl Relations {
    fn read(content: &[u8], folder: &str) -> Result<Self, Fault> {
        let mut relations = HashMap::new();
        let mut xml = Xml::new(content)?;
        loop {
            match xml.next()? {
                Node::End => return Ok(Self(relations)),
                Node::Open(element) if element.name() == "Relationship" => {
                    let (mut id, mut kind, mut target) = (String::new(), String::new(), String::new());
                    element.attributes(|name, value| match name {
                        "Id" => id = value.into_owned(),
                        "Type" => value.rsplit('/').next().unwrap_or_default().clone_into(&mut kind),
                        "Target" => target = join(folder, &value),
                        _ => {}
                    })?;
                    relations.insert(id, Relation { kind, target });
                }
                _ => {}
            }
        }
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Relation> {
        self.0.get(id)
    }

    /// The part of a kind that a workbook has one of.
    pub(crate) fn of_kind(&self, kind: &str) -> Option<&str> {
        self.0.values().filter(|relation| relation.kind == kind).map(|relation| &*relation.target).min()
    }
}

/// A part's name as seen from a folder; one that begins with `/` is seen from the top.
fn join(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|step| !step.is_empty()).collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}
