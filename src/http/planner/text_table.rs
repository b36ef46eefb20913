//! Tables of words, German and English side by side, so that neither is forgotten.

/// Makes `Texts`, a struct with a field for each word, and `Texts::of(language)`.
macro_rules! text_table {
    ($($name:ident: $de:literal, $en:literal;)*) => {
        /// The words of one language.
        pub struct Texts {
            $(pub(super) $name: &'static str,)*
        }

        const DE: Texts = Texts { $($name: $de,)* };
        const EN: Texts = Texts { $($name: $en,)* };

        impl Texts {
            /// The table of that language.
            pub fn of(language: $crate::domain::shop::Language) -> &'static Self {
                match language {
                    $crate::domain::shop::Language::De => &DE,
                    $crate::domain::shop::Language::En => &EN,
                }
            }
        }
    };
}

pub(super) use text_table;
