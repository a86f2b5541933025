using DocExtract.Chaos.Workers;

namespace DocExtract.Chaos.Audit;

/// <summary>What the run itself knows.</summary>
/// <param name="Messages">Sent in all.</param>
/// <param name="Duration">From the first start to the last worker's end.</param>
/// <param name="InTime">Whether everything came to its end before the run's limit.</param>
/// <param name="Disturbances">What was done how often.</param>
/// <param name="ConnectionsCut">By the relays.</param>
/// <param name="Directory">Where logs and data are.</param>
internal sealed record RunFigures(
    int Messages, TimeSpan Duration, bool InTime, IReadOnlyDictionary<Disturbance, int> Disturbances, int ConnectionsCut, string Directory);

/// <summary>A run in figures and what they are held against.</summary>
internal sealed record ChaosReport
{
    public required ChaosPlan Plan { get; init; }

    public required RunFigures Run { get; init; }

    public required IReadOnlyList<WorkerLife> Workers { get; init; }

    /// <summary>Versions of files that were announced: the documents there have to be.</summary>
    public required int Announced { get; init; }

    /// <summary>Rows by status.</summary>
    public required IReadOnlyDictionary<string, int> Statuses { get; init; }

    public required int Attempts { get; init; }

    /// <summary>Attempts whose worker died.</summary>
    public required int Deaths { get; init; }

    public required ModelFigures Model { get; init; }

    /// <summary>The longest time in which no document became final.</summary>
    public required TimeSpan LongestStall { get; init; }

    /// <summary>Copies in the poison queue beyond one of each planted message: a worker died between sending and deleting.</summary>
    public required int PoisonCopies { get; init; }

    public required int Nonsense { get; init; }

    public required IReadOnlyList<Check> Checks { get; init; }

    public bool Holds => Checks.All(check => check.Holds);

    public int Killed => Workers.Count(life => life.Wanted == "SIGKILL");
}

/// <summary>What was asked of the model and what it cost.</summary>
/// <param name="Requests">That the server saw.</param>
/// <param name="Faults">Of these, those in which something went wrong on purpose.</param>
/// <param name="Least">Documents that the model had to be asked about: the least number of right answers.</param>
/// <param name="Right">Right answers that were delivered.</param>
/// <param name="RepeatedByDeath">Right answers beyond the first of a document one of whose workers died.</param>
/// <param name="RepeatedByOutage">The same where an attempt failed because Postgres or storage was away.</param>
/// <param name="RepeatedUnheard">The same where an answer came after the time-out, or while its worker stopped.</param>
/// <param name="Cost">Booked in all: what was spent, and estimates from above for what may have been.</param>
/// <param name="Spent">Booked for answered calls.</param>
/// <param name="LeastCost">Of one right answer each.</param>
internal sealed record ModelFigures(
    int Requests, int Faults, int Least, int Right, int RepeatedByDeath, int RepeatedByOutage, int RepeatedUnheard, decimal Cost, decimal Spent, decimal LeastCost);
