using System.Text.Json;
using System.Text.Json.Nodes;

namespace DocExtract.Readers.Vision;

/// <summary>Makes one reading of the answers to a long document's requests.</summary>
internal static class JoinedAnswers
{
    /// <summary>
    /// Rows follow each other in the order of the pages. Of other values the first one counts, since titles and parties stand
    /// in front; of amounts the last one, since sums stand at the end and what stands before is carried forward.
    /// </summary>
    public static JsonObject Join(IEnumerable<JsonObject> answers)
    {
        JsonObject joined = [];
        foreach (var answer in answers)
        {
            Add(joined, answer);
        }

        return joined;
    }

    private static void Add(JsonObject joined, JsonObject answer)
    {
        foreach (var (name, value) in answer)
        {
            switch (joined[name], value)
            {
                case (_, null):
                    break;
                case (JsonObject known, JsonObject further):
                    Add(known, further);
                    break;
                case (JsonArray known, JsonArray further):
                    foreach (var row in further)
                    {
                        known.Add(row?.DeepClone());
                    }

                    break;
                case (null, _):
                case (_, JsonValue amount) when amount.GetValueKind() == JsonValueKind.Number:
                    joined[name] = value.DeepClone();
                    break;
            }
        }
    }
}
