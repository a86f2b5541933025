using System.ComponentModel.DataAnnotations;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Sources;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Engine;

/// <summary>How documents are read.</summary>
internal sealed class ExtractionOptions
{
    public const string Section = "Extraction";

    /// <summary>
    /// Readers in the order they are asked, or a preset: <c>thorough</c>, <c>thrifty</c>. Empty: <c>e-invoice,offline</c> without a
    /// model, <c>thorough</c> with one.
    /// </summary>
    public string Readers { get; init; } = "";

    /// <summary>Document type of everything that comes in; empty: told from the content.</summary>
    public string? Type { get; init => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>The user's own companies, <c>Extraction:OwnCompanies:0:Name</c> and <c>VatId</c>: they are invoiced, and never the supplier.</summary>
    public IReadOnlyList<OwnCompany> OwnCompanies { get; init; } = [];

    /// <summary>Folder with one folder a document type; beside the executable by default.</summary>
    [Required]
    public string Schemas { get; init; } = Path.Combine(AppContext.BaseDirectory, "schemas");

    /// <summary>The largest document that is taken in.</summary>
    [ValidateObjectMembers]
    public SourceLimits Limits { get; init; } = new();

    /// <summary>How pages are drawn and read.</summary>
    [ValidateObjectMembers]
    public PageOptions Pages { get; init; } = new();

    /// <summary>The readers by name, in order.</summary>
    /// <exception cref="FormatException">A name that is neither a reader nor a preset.</exception>
    public IReadOnlyList<string> ReaderOrder(bool modelConfigured) => Readers switch
    {
        "" => modelConfigured ? ReaderNames.Thorough : ReaderNames.WithoutModel,
        "thorough" => ReaderNames.Thorough,
        "thrifty" => ReaderNames.Thrifty,
        _ => [.. Readers.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Known)],
    };

    private static string Known(string name) => ReaderNames.Thrifty.Contains(name)
        ? name
        : throw new FormatException($"'{name}' is no reader. Use {string.Join(", ", ReaderNames.Thrifty)} (separated by commas) or a preset: thorough, thrifty.");
}

[OptionsValidator]
internal sealed partial class ValidateExtractionOptions : IValidateOptions<ExtractionOptions>;
