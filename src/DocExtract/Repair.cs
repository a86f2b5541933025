using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Schemas;

namespace DocExtract;

/// <summary>
/// Puts an answer to the doubts about a reading together with that reading. What was proven by the page before is only
/// overwritten by what is proven too; what was not in doubt and is not given again stays.
/// </summary>
internal static class Repair
{
    /// <summary>What no closer look changes: it is not the reading that is wrong.</summary>
    private static readonly HashSet<string> Lasting = ["pages-not-read", "ambiguous-date"];

    /// <summary>Whether asking again may mend something.</summary>
    public static bool MayHelp(Extraction doubtful) =>
        doubtful.Findings.Any(finding => finding.Severity == Severity.Error && !Lasting.Contains(finding.Rule));

    /// <param name="before">The reading that is in doubt, with its evidence and findings.</param>
    /// <param name="answer">The values as they are given now.</param>
    /// <param name="seen">Where these stand on the page.</param>
    public static JsonObject Merge(Extraction before, JsonObject answer, IReadOnlyList<FieldEvidence> seen) =>
        new Merger(before, seen).Object(before.Data, answer, "");

    private sealed class Merger(Extraction before, IReadOnlyList<FieldEvidence> seen)
    {
        private readonly HashSet<string> _provenBefore = Proven(before.Evidence);
        private readonly HashSet<string> _provenNow = Proven(seen);
        private readonly HashSet<string> _inDoubt =
            [.. before.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Field)];

        public JsonObject Object(JsonObject was, JsonObject now, string pointer)
        {
            JsonObject merged = [];
            foreach (string name in was.Select(field => field.Key).Union(now.Select(field => field.Key)))
            {
                if (Value(was[name], now[name], $"{pointer}/{name}") is { } value)
                {
                    merged[name] = value.DeepClone();
                }
            }

            return merged;
        }

        private JsonNode? Value(JsonNode? was, JsonNode? now, string pointer) => (was, now) switch
        {
            (JsonObject old, JsonObject fresh) => Object(old, fresh, pointer),
            (JsonObject old, null) => Object(old, [], pointer),
            (JsonArray old, JsonArray fresh) => Rows(old, fresh, pointer),
            (null, _) => now,
            (_, null) => _inDoubt.Contains(pointer) && !_provenBefore.Contains(pointer) ? null : was,
            _ => _provenBefore.Contains(pointer) && !_provenNow.Contains(pointer) ? was : now,
        };

        /// <summary>
        /// As many rows as before are held against each other. With another number nothing tells which is which: they count when
        /// they are proven whole, and fewer of them only where the rows before were not.
        /// </summary>
        private JsonArray Rows(JsonArray was, JsonArray now, string pointer) => was.Count == now.Count
            ? [.. was.Zip(now).Select((pair, row) => Value(pair.First, pair.Second, $"{pointer}/{row}")?.DeepClone())]
            : Leaves(now, pointer).All(_provenNow.Contains) && (now.Count > was.Count || !Leaves(was, pointer).All(_provenBefore.Contains)) ? now : was;

        private static IEnumerable<string> Leaves(JsonArray rows, string pointer) =>
            FieldValue.All(rows, pointer).Where(leaf => leaf.AsDecimal() is not null).Select(leaf => leaf.Pointer);

        private static HashSet<string> Proven(IReadOnlyList<FieldEvidence> evidence) =>
            [.. evidence.Where(place => place.Support >= FieldEvidence.Found).Select(place => place.Field)];
    }
}
