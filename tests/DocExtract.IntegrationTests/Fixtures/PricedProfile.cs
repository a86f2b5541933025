using System.Globalization;

namespace DocExtract.IntegrationTests.Fixtures;

/// <summary>A folder with a profile whose models have a price.</summary>
internal sealed class PricedProfile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docextract-test-");

    /// <param name="input">Price of a million tokens of questions.</param>
    /// <param name="output">Price of a million tokens of answers.</param>
    /// <param name="batch">The part of it that is charged in batch mode.</param>
    public PricedProfile(decimal input, decimal output, decimal batch = 1) => File.WriteAllText(
        Path.Combine(_folder.FullName, $"{Name}.json"),
        string.Create(CultureInfo.InvariantCulture, $$"""
            {
              "name": "{{Name}}", "token_parameter": "max_completion_tokens", "structured_output": "strict_json_schema",
              "models": [
                { "names": [""], "price": { "input": {{input}}, "output": {{output}}, "batch": {{batch}} },
                  "images": { "kind": "tiles", "longest": 2048, "shortest": 768, "tile": 512, "base_tokens": 85, "tile_tokens": 170 } }
              ]
            }
            """));

    public const string Name = "priced";

    public string Folder => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
