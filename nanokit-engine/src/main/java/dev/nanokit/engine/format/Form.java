package dev.nanokit.engine.format;

import java.util.List;

/** What may stand behind a key. The set of forms is closed. */
sealed interface Form {

    /** {@return the form in a word or two, for the reference} */
    String words();

    /** A text; a number or boolean counts as one. */
    record Text(String words, String example) implements Form {}

    /** A whole number. */
    record Whole(int least, int most) implements Form {
        @Override
        public String words() {
            return "number, " + least + " to " + most;
        }
    }

    /** True or false. */
    record Flag() implements Form {
        @Override
        public String words() {
            return "true or false";
        }
    }

    /** One of some words. */
    record OneOf(List<String> options) implements Form {
        public OneOf {
            options = List.copyOf(options);
        }

        @Override
        public String words() {
            return String.join(", ", options);
        }
    }

    /** A text, or a list of them. */
    record Texts(String example) implements Form {
        @Override
        public String words() {
            return "text or list";
        }
    }

    /** A map from names to texts. */
    record TextMap() implements Form {
        @Override
        public String words() {
            return "map of texts";
        }
    }

    /** A map with known keys. */
    record Fields(List<Entry> entries) implements Form {
        public Fields {
            entries = List.copyOf(entries);
        }

        @Override
        public String words() {
            return "map";
        }
    }

    /** A map from the user's names to maps with known keys. */
    record Named(Fields each) implements Form {
        @Override
        public String words() {
            return "map by name";
        }
    }

    /** A map whose other keys are somebody else's. */
    record Open(Fields known) implements Form {
        @Override
        public String words() {
            return "map";
        }
    }

    /** One of several forms. */
    record Either(List<Form> forms) implements Form {
        public Either {
            forms = List.copyOf(forms);
        }

        @Override
        public String words() {
            return forms.stream().map(Form::words).collect(java.util.stream.Collectors.joining(", or "));
        }
    }

    /**
     * A key.
     *
     * @param name the key
     * @param form what may stand behind it
     * @param standard what counts where it is left out; empty text for nothing
     * @param description what it means
     * @param isRequired whether it must be there
     */
    record Entry(String name, Form form, String standard, String description, boolean isRequired) {

        Entry required() {
            return new Entry(name, form, standard, description, true);
        }
    }
}
