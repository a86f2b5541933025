using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace DocExtract.ModelServer;

/// <summary>What a server counted: what a client's own books are held against.</summary>
internal sealed class ServerBooks
{
    private readonly ConcurrentDictionary<Fault, int> _faults = new();
    private readonly Lock _lock = new();
    private int _now;

    /// <summary>Everything that came, refused or not.</summary>
    public int Requests { get; private set; }

    /// <summary>Requests that broke a rule.</summary>
    public int Refused { get; private set; }

    /// <summary>Requests turned away because too many came at one time; not among the faults.</summary>
    public int TurnedAway { get; private set; }

    /// <summary>Tokens of questions, as the client was told.</summary>
    public long Input { get; private set; }

    /// <summary>Tokens of answers, as the client was told.</summary>
    public long Output { get; private set; }

    /// <summary>Answers whose tokens the client was told.</summary>
    public int Reported { get; private set; }

    /// <summary>Requests that were worked on and whose tokens the client never heard of.</summary>
    public int Unreported { get; private set; }

    /// <summary>The largest number of requests at one time.</summary>
    public int MostAtOneTime { get; private set; }

    public IReadOnlyDictionary<Fault, int> Faults => _faults;

    public int Came(bool refused)
    {
        lock (_lock)
        {
            Requests++;
            Refused += refused ? 1 : 0;
            MostAtOneTime = Math.Max(MostAtOneTime, ++_now);
            return _now;
        }
    }

    public void Left() => Write(() => _now--);

    public void TurnAway() => Write(() => TurnedAway++);

    public void Note(Fault fault) => _faults.AddOrUpdate(fault, 1, (_, count) => count + 1);

    public void Bill(Tokens tokens, int sign = 1) => Write(() =>
    {
        Input += sign * tokens.Input;
        Output += sign * tokens.Output;
        Reported += sign;
    });

    public void NotReported() => Write(() => Unreported++);

    private void Write(Action change)
    {
        lock (_lock)
        {
            change();
        }
    }
}

/// <summary>Tokens of a question and of its answer.</summary>
internal readonly record struct Tokens(int Input, int Output)
{
    /// <summary>Never the same for two different requests, as far as their lengths differ.</summary>
    public static Tokens Of(JsonObject request, string content)
    {
        var parts = request["messages"]!.AsArray().Select(message => message!["content"]).ToList();
        int images = parts.OfType<JsonArray>().Sum(several => several.Count(part => part!["image_url"] is not null));
        int letters = parts.OfType<JsonValue>().Sum(text => text.ToString().Length)
            + parts.OfType<JsonArray>().SelectMany(several => several).Sum(part => part!["text"]?.ToString().Length ?? 0);
        return new Tokens((765 * images) + (letters / 4) + 1, (content.Length / 4) + 1);
    }
}
