//! What a file says of its agile encryption, in XML.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::hash::Hash;
use crate::Fault;
use crate::xlsx::xml::{Element, Xml};

/// How often a password is hashed again at most: programs write 100,000.
const MOST_TIMES: u32 = 1_000_000;

/// How the package is encrypted, and how its key is encrypted with the password.
pub(super) struct Info {
    pub(super) package: Scheme,
    pub(super) lock: Lock,
}

/// A way of encryption: AES in a chain of blocks.
pub(super) struct Scheme {
    pub(super) hash: Hash,
    /// In bytes.
    pub(super) key_length: usize,
    pub(super) salt: Vec<u8>,
}

/// The package's key, a verifier and its hash, all encrypted with the password.
pub(super) struct Lock {
    pub(super) scheme: Scheme,
    /// How often the password is hashed again.
    pub(super) times: u32,
    pub(super) verifier: Vec<u8>,
    pub(super) verifier_hash: Vec<u8>,
    pub(super) key: Vec<u8>,
}

impl Info {
    pub(super) fn read(xml: &[u8]) -> Result<Self, Fault> {
        let (mut package, mut lock, mut is_password) = (Attributes::default(), None, false);
        Xml::new(xml)?.within(|_, element| {
            match element.name() {
                "keyData" => package = Attributes::of(&element)?,
                "keyEncryptor" => is_password = element.attribute("uri")?.is_some_and(|uri| uri.ends_with("/password")),
                "encryptedKey" if is_password => lock = Some(Attributes::of(&element)?),
                _ => {}
            }
            Ok(())
        })?;
        // Without a password there is a certificate.
        Ok(Self { package: package.scheme()?, lock: lock.ok_or(Fault::Encrypted)?.lock()? })
    }
}

/// The attributes of an element.
#[derive(Default)]
struct Attributes(Vec<(String, String)>);

impl Attributes {
    fn of(element: &Element<'_>) -> Result<Self, Fault> {
        let mut all = Vec::new();
        element.attributes(|name, value| all.push((name.to_owned(), value.into_owned())))?;
        Ok(Self(all))
    }

    fn text(&self, name: &str) -> Result<&str, Fault> {
        let found = self.0.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.trim()).ok_or_else(|| Fault::damaged(format!("the encryption lacks {name}")))
    }

    fn number(&self, name: &str) -> Result<u32, Fault> {
        self.text(name)?.parse().map_err(|_| junk(name))
    }

    fn bytes(&self, name: &str) -> Result<Vec<u8>, Fault> {
        BASE64_STANDARD.decode(self.text(name)?).map_err(|_| junk(name))
    }

    /// Refuses algorithms that are unknown.
    fn scheme(&self) -> Result<Scheme, Fault> {
        let names = (self.text("cipherAlgorithm")?, self.text("cipherChaining")?);
        let key_length = match (names, self.number("keyBits")?) {
            (("AES", "ChainingModeCBC"), 128) => 16,
            (("AES", "ChainingModeCBC"), 192) => 24,
            (("AES", "ChainingModeCBC"), 256) => 32,
            _ => return Err(Fault::Encrypted),
        };
        let hash = Hash::named(self.text("hashAlgorithm")?).ok_or(Fault::Encrypted)?;
        Ok(Scheme { hash, key_length, salt: self.bytes("saltValue")? })
    }

    fn lock(&self) -> Result<Lock, Fault> {
        let times = self.number("spinCount")?;
        if times > MOST_TIMES {
            return Err(junk("spinCount"));
        }
        Ok(Lock {
            scheme: self.scheme()?,
            times,
            verifier: self.bytes("encryptedVerifierHashInput")?,
            verifier_hash: self.bytes("encryptedVerifierHashValue")?,
            key: self.bytes("encryptedKeyValue")?,
        })
    }
}

fn junk(name: &str) -> Fault {
    Fault::damaged(format!("the encryption has a wrong {name}"))
}
