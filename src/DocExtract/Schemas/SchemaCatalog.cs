using DocExtract.Pages;

namespace DocExtract.Schemas;

/// <summary>The installed document types.</summary>
public sealed class SchemaCatalog(IReadOnlyDictionary<string, DocumentSchema> types)
{
    /// <summary>Reads every folder of a directory, except those whose name begins with a dot or an underscore.</summary>
    /// <exception cref="InvalidDataException">A file is missing or wrong; the message names file and place.</exception>
    public static SchemaCatalog Load(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw new InvalidDataException($"{directory}: there is no such directory; --schemas names one that holds a folder for each document type.");
        }

        var types = TypesIn(directory).Select(SchemaFolder.Load).ToDictionary(schema => schema.Name);
        return types.Count > 0
            ? new SchemaCatalog(types)
            : throw new InvalidDataException($"{directory}: holds no document type; each is a folder with schema.json, prompt.md and checks.json.");
    }

    /// <summary>The folders of a directory that are read as document types.</summary>
    public static IEnumerable<string> TypesIn(string directory) => Directory.GetDirectories(directory)
        .Where(folder => Path.GetFileName(folder)[0] is not ('.' or '_')).Order(StringComparer.Ordinal);

    /// <summary>Whether a folder is a document type itself, whole or not.</summary>
    public static bool IsType(string folder) => File.Exists(Path.Combine(folder, "schema.json")) || File.Exists(Path.Combine(folder, "checks.json"));

    /// <summary>Reads one type from its folder.</summary>
    /// <exception cref="InvalidDataException">A file is missing or wrong; the message names every fault, a line each.</exception>
    public static DocumentSchema LoadType(string folder) => SchemaFolder.Load(folder);

    /// <summary>Names of the installed types.</summary>
    public IEnumerable<string> Names => types.Keys;

    /// <exception cref="ArgumentException">No such type.</exception>
    public DocumentSchema Get(string name) =>
        types.TryGetValue(name, out var schema)
            ? schema
            : throw new ArgumentException($"There is no document type '{name}'; installed: {string.Join(", ", types.Keys.Order())}.");

    /// <summary>Tells a document's type from its words by the weights of each type's vocabulary.</summary>
    public TypeChoice Guess(Document document, CancellationToken cancellationToken) =>
        TypeGuess.Of(types.Values, document, cancellationToken);
}
