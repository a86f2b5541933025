using System.Text.Json.Nodes;
using DocExtract.Tests.Deployment.Kustomize;

namespace DocExtract.Tests.Deployment;

/// <summary>KEDA's own resource definitions, where they lie beside this repository.</summary>
internal static class KedaDefinitions
{
    public const string Place = "shared/facts/keda";

    private static readonly string? Folder = Find();

    public static bool ArePresent => Folder is not null;

    /// <summary>What a resource says that its definition does not allow.</summary>
    public static IReadOnlyList<string> Faults(Resource resource)
    {
        string plural = resource.Kind.ToLowerInvariant() + "s";
        var definition = Yaml.Parse(File.ReadAllText(Path.Combine(Folder!, $"{plural}.crd.yaml")))[0]["spec"]!;
        var version = definition["versions"]!.AsArray().Single(version => $"{definition["group"]}/{version!["name"]}" == (string)resource.Json["apiVersion"]!)!;
        return [.. Faults(resource.Json, version["schema"]!["openAPIV3Schema"]!, resource.Kind)];
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(Some.RepositoryPath()); folder is not null; folder = folder.Parent)
        {
            string place = Path.Combine(folder.FullName, Place);
            if (Directory.Exists(place))
            {
                return place;
            }
        }

        return null;
    }

    private static IEnumerable<string> Faults(JsonNode? value, JsonNode schema, string path) => value switch
    {
        JsonObject map => FaultsOf(map, schema, path),
        JsonArray list when (string?)schema["type"] == "array" => list.SelectMany((item, i) => Faults(item, schema["items"]!, $"{path}/{i}")),
        JsonArray => [$"{path} is no list."],
        _ => FaultsOf(value!.AsValue(), schema, path),
    };

    private static IEnumerable<string> FaultsOf(JsonObject map, JsonNode schema, string path)
    {
        var missing = (schema["required"]?.AsArray() ?? []).Where(name => map[(string)name!] is null).Select(name => $"{path} lacks {name}.");
        return missing.Concat(map.SelectMany(entry => schema switch
        {
            _ when schema["properties"]?[entry.Key] is { } known => Faults(entry.Value, known, $"{path}/{entry.Key}"),
            _ when schema["additionalProperties"] is JsonObject any => Faults(entry.Value, any, $"{path}/{entry.Key}"),
            _ when schema["properties"] is null && (string?)schema["type"] == "object" => [], // metadata, which Kubernetes itself checks
            _ => [$"{path}/{entry.Key} is not known."],
        }));
    }

    private static IEnumerable<string> FaultsOf(JsonValue value, JsonNode schema, string path)
    {
        bool fits = (string?)schema["type"] switch
        {
            "integer" => value.TryGetValue<long>(out _),
            "number" => value.TryGetValue<double>(out _) || value.TryGetValue<long>(out _),
            "boolean" => value.TryGetValue<bool>(out _),
            "string" => value.TryGetValue<string>(out _),
            null => schema["x-kubernetes-int-or-string"] is not null || schema["anyOf"] is not null,
            _ => false,
        };
        return !fits ? [$"{path} is no {schema["type"]}."]
            : schema["enum"] is JsonArray allowed && !allowed.Any(each => each!.ToJsonString() == value.ToJsonString()) ? [$"{path} is {value}, which is none of {allowed.ToJsonString()}."]
            : [];
    }
}

/// <summary>A test of what KEDA's definitions allow; without them there is nothing to test, and the fields used are held to our own types.</summary>
internal sealed class KedaTheoryAttribute : TheoryAttribute
{
    public KedaTheoryAttribute() => Skip = KedaDefinitions.ArePresent
        ? null
        : $"There is no {KedaDefinitions.Place} beside this repository; KEDA's resources are held only to the fields that are used here.";
}
