using System.Text.Json.Nodes;

namespace DocExtract.Samples.Model;

/// <summary>One document with its truth.</summary>
/// <param name="File">Name below <c>documents/</c>.</param>
/// <param name="Language">ISO 639-1 code; empty where there is nothing to read.</param>
/// <param name="Kind"><c>digital</c>, <c>scan</c>, <c>photo</c>, <c>hybrid</c>, <c>xml</c> or <c>broken</c>.</param>
/// <param name="About">A sentence for people.</param>
/// <param name="Verdict">What DocExtract should say: <c>accepted</c>, <c>needs_review</c> or <c>rejected</c>.</param>
/// <param name="Code">Code of the rejection, if it is one.</param>
/// <param name="Truth">The values; null for a document that cannot be read.</param>
/// <param name="Content">Makes the bytes; the same each time.</param>
internal sealed record Sample(
    string File, string Language, string Kind, string About, string Verdict, string? Code, JsonObject? Truth, Func<byte[]> Content)
{
    public string Id => Path.GetFileNameWithoutExtension(File);
}
