using System.Text.Json.Nodes;

namespace DocExtract.IntegrationTests.Fixtures;

/// <summary>A folder of schemas whose document type <c>invoice</c> gets a field more.</summary>
internal sealed class SchemaVersions : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docextract-test-");

    public SchemaVersions()
    {
        var type = Directory.CreateDirectory(Path.Combine(_folder.FullName, "before", "invoice"));
        var next = Directory.CreateDirectory(Path.Combine(_folder.FullName, "after", "invoice"));
        foreach (string file in Directory.GetFiles(Some.RepositoryPath("schemas", "invoice")))
        {
            File.Copy(file, Path.Combine(type.FullName, Path.GetFileName(file)));
            File.Copy(file, Path.Combine(next.FullName, Path.GetFileName(file)));
        }

        string schema = Path.Combine(next.FullName, "schema.json");
        var json = JsonNode.Parse(File.ReadAllText(schema))!.AsObject();
        json["properties"]!.AsObject().Add("project_code", new JsonObject
        {
            ["type"] = "string",
            ["minLength"] = 1,
            ["description"] = "The buyer's project, exactly as printed.",
        });
        File.WriteAllText(schema, json.ToJsonString());
    }

    /// <summary>As it was.</summary>
    public string Before => Path.Combine(_folder.FullName, "before");

    /// <summary>With <c>project_code</c>.</summary>
    public string After => Path.Combine(_folder.FullName, "after");

    public void Dispose() => _folder.Delete(recursive: true);
}
