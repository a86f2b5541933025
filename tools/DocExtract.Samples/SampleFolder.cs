using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DocExtract.Samples.Model;

namespace DocExtract.Samples;

/// <summary>A folder that holds samples: documents, their truth, and the manifest.</summary>
internal static class SampleFolder
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(string directory, IReadOnlyList<Sample> samples)
    {
        foreach (string folder in new[] { "documents", "expected" })
        {
            string path = Path.Combine(directory, folder);
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }

            Directory.CreateDirectory(path);
        }

        foreach (var sample in samples)
        {
            File.WriteAllBytes(Path.Combine(directory, "documents", sample.File), sample.Content());
            if (sample.Truth is { } truth)
            {
                File.WriteAllText(Path.Combine(directory, "expected", sample.Id + ".json"), Text(truth));
            }
        }

        File.WriteAllText(Path.Combine(directory, "manifest.json"), Manifest(samples));
    }

    public static string Text(JsonNode node) => node.ToJsonString(Readable) + "\n";

    public static string Manifest(IReadOnlyList<Sample> samples) => Text(new JsonArray([.. samples.Select(Entry)]));

    private static JsonObject Entry(Sample sample)
    {
        JsonObject entry = new()
        {
            ["id"] = sample.Id,
            ["file"] = sample.File,
            ["language"] = sample.Language,
            ["kind"] = sample.Kind,
            ["about"] = sample.About,
            ["verdict"] = sample.Verdict,
        };
        if (sample.Truth is not null && sample.Kind is not ("xml" or "hybrid"))
        {
            // Whatever the truth does not name is not printed, so that a value given for it is invented; XML says more than is printed.
            entry["complete"] = true;
        }

        if (sample.Code is not null)
        {
            entry["code"] = sample.Code;
        }

        return entry;
    }
}
