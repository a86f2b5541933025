using System.Globalization;
using System.Text.Json.Nodes;

namespace DocExtract.Tests.Deployment.Kustomize;

/// <summary>The two kinds of patches, as far as ours go.</summary>
internal static class Merge
{
    /// <summary>A strategic merge: objects merge, lists of named things merge by their names, everything else is replaced.</summary>
    public static JsonNode? Strategic(JsonNode? into, JsonNode? patch) => (into, patch) switch
    {
        (JsonObject target, JsonObject changes) => Objects(target, changes),
        (JsonArray target, JsonArray changes) when AreNamed(target) && AreNamed(changes) => Lists(target, changes),
        _ => patch?.DeepClone(),
    };

    /// <summary>JSON Patch (RFC 6902): add, replace, remove.</summary>
    /// <exception cref="InvalidOperationException">What is to be replaced or removed is not there.</exception>
    public static void Json(JsonObject resource, JsonObject operation)
    {
        var steps = ((string)operation["path"]!).Split('/')[1..];
        var parent = steps[..^1].Aggregate((JsonNode)resource, (node, step) => Step(node, step) ?? throw Missing(operation));
        string last = steps[^1];
        bool isThere = Step(parent, last) is not null;
        switch ((string)operation["op"]!)
        {
            case "add" or "replace" when (string)operation["op"]! == "add" || isThere:
                Set(parent, last, operation["value"]?.DeepClone());
                break;
            case "remove" when isThere && parent is JsonObject map:
                map.Remove(last);
                break;
            default:
                throw Missing(operation);
        }
    }

    private static InvalidOperationException Missing(JsonObject operation) => new($"The patch {operation.ToJsonString()} has nothing to change.");

    private static JsonNode? Step(JsonNode node, string step) => node switch
    {
        JsonArray list when int.TryParse(step, CultureInfo.InvariantCulture, out int index) && index < list.Count => list[index],
        JsonObject map => map[step],
        _ => null,
    };

    private static void Set(JsonNode parent, string last, JsonNode? value)
    {
        if (parent is JsonArray list)
        {
            list[int.Parse(last, CultureInfo.InvariantCulture)] = value;
        }
        else
        {
            parent[last] = value;
        }
    }

    private static JsonObject Objects(JsonObject target, JsonObject changes)
    {
        var merged = target.DeepClone().AsObject();
        foreach (var (name, value) in changes)
        {
            merged[name] = Strategic(merged[name], value);
        }

        return merged;
    }

    private static JsonArray Lists(JsonArray target, JsonArray changes)
    {
        var merged = target.DeepClone().AsArray();
        foreach (var change in changes)
        {
            int index = merged.ToList().FindIndex(item => NameOf(item) == NameOf(change));
            if (index < 0)
            {
                merged.Add(change!.DeepClone());
            }
            else
            {
                merged[index] = Strategic(merged[index], change);
            }
        }

        return merged;
    }

    private static bool AreNamed(JsonArray list) => list.Count > 0 && list.All(item => NameOf(item) is not null);

    private static string? NameOf(JsonNode? item) => (string?)(item as JsonObject)?["name"];
}
