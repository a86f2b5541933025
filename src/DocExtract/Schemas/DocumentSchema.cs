using System.Text.Json.Nodes;

namespace DocExtract.Schemas;

/// <summary>A document type: one folder under <c>schemas/</c>.</summary>
public sealed record DocumentSchema
{
    /// <summary>The folder's name, such as <c>invoice</c>; the value of <c>document_type</c>.</summary>
    public required string Name { get; init; }

    /// <summary>First 12 hexadecimal digits of the SHA-256 over the folder's files: changes when anything in it does.</summary>
    public required string Version { get; init; }

    /// <summary><c>schema.json</c>: what a reading must look like. Absent means not printed; nothing is ever null.</summary>
    public required JsonObject Json { get; init; }

    /// <summary><c>prompt.md</c>: what a vision model is told.</summary>
    public required string Prompt { get; init; }

    /// <summary>Pointers of the fields without which nothing is accepted (<c>x-essential</c> of the schema), such as <c>/seller/name</c>.</summary>
    public required IReadOnlyList<string> Essential { get; init; }

    /// <summary><c>checks.json</c>: rules between fields.</summary>
    public required IReadOnlyList<DeclaredCheck> Checks { get; init; }

    /// <summary><c>labels.json</c>: the words that print beside each field, and those that tell the type.</summary>
    public required LabelVocabulary Labels { get; init; }
}
