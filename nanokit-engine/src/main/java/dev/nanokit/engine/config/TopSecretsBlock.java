package dev.nanokit.engine.config;

/** {@code secrets} at the top of the file: references that services take by name. */
final class TopSecretsBlock implements Block {

    @Override
    public void read(Keys file, Draft draft) {
        file.map("secrets").ifPresent(secrets -> {
            for (String name : secrets.names()) {
                YamlNode node = secrets.node(name).orElseThrow();
                if (node instanceof YamlNode.Scalar scalar
                        && !scalar.isNull()
                        && !draft.secrets().isReference(scalar.text())) {
                    secrets.problem("spec.plain-secret", name, "a secret does not stand in the file in clear");
                } else if (node instanceof YamlNode.Sequence) {
                    secrets.problem("spec.type", name, "found a list, expected a reference such as env://NAME");
                }
            }
        });
    }
}
