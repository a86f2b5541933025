using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Readers;
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

    /// <param name="before">The reading that is in doubt.</param>
    /// <param name="judged">The same with its evidence and findings.</param>
    /// <param name="answer">What is read now.</param>
    /// <param name="seen">Where the values of the answer stand on the page.</param>
    public static Reading Merge(Reading before, Extraction judged, Reading answer, IReadOnlyList<FieldEvidence> seen)
    {
        var merger = new Merger(judged, seen);
        var data = merger.Object(judged.Data, answer.Data, "");

        // What was wrong with rows that are kept is wrong still.
        return answer with { Data = data, Findings = merger.KeptRows ? [.. before.Findings.Union(answer.Findings)] : answer.Findings };
    }

    private sealed class Merger(Extraction before, IReadOnlyList<FieldEvidence> seen)
    {
        private readonly HashSet<string> _provenBefore = Proven(before.Evidence);
        private readonly HashSet<string> _provenNow = Proven(seen);
        private readonly HashSet<string> _inDoubt =
            [.. before.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Field)];

        /// <summary>Whether rows of before stand although others were given.</summary>
        public bool KeptRows { get; private set; }

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
        /// Rows that are the same ones are held against each other. Otherwise nothing tells which is which: the new ones count when
        /// every amount of theirs is on the page and they have all that the old ones had; and as few or fewer of them only where the
        /// old ones were not proven.
        /// </summary>
        private JsonArray Rows(JsonArray was, JsonArray now, string pointer)
        {
            if (was.Count == now.Count && was.Zip(now).All(pair => AreSame(pair.First, pair.Second)))
            {
                return [.. was.Zip(now).Select((pair, row) => Value(pair.First, pair.Second, $"{pointer}/{row}")?.DeepClone())];
            }

            var amounts = was.SelectMany(row => Leaves(row, "")).Distinct().Where(field => was.All(row => Leaves(row, "").Contains(field))).ToList();
            bool areProven = now.Count > 0 && amounts.Count > 0
                && now.All(row => !amounts.Except(Leaves(row, "")).Any())
                && Leaves(now, pointer).All(_provenNow.Contains)
                && (now.Count > was.Count || !Leaves(was, pointer).All(_provenBefore.Contains));
            KeptRows |= !areProven;
            return areProven ? now : was;
        }

        /// <summary>Rows are told by what they share: a text or an amount in the same field.</summary>
        private static bool AreSame(JsonNode? was, JsonNode? now) => FieldValue.All(was).Any(old =>
            FieldValue.Find(now, old.Pointer) is { } fresh && Agreement.AreSame(old, fresh));

        private static IEnumerable<string> Leaves(JsonNode? node, string pointer) =>
            FieldValue.All(node, pointer).Where(leaf => leaf.AsDecimal() is not null).Select(leaf => leaf.Pointer);

        private static HashSet<string> Proven(IReadOnlyList<FieldEvidence> evidence) =>
            [.. evidence.Where(place => place.Support >= FieldEvidence.Found).Select(place => place.Field)];
    }
}
