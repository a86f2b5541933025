using System.Collections.Concurrent;
using DocExtract.Fuzz.Inputs;
using DocExtract.Fuzz.Targets;

namespace DocExtract.Fuzz;

/// <summary>What became of the inputs that were pushed through one door.</summary>
/// <param name="Name">The door.</param>
/// <param name="Inputs">How many.</param>
/// <param name="Outcomes">How often each outcome came.</param>
/// <param name="Faults">What must not happen: an exception, or too much time, with the number of the input.</param>
/// <param name="Slowest">The longest that an input took.</param>
/// <param name="Seconds">All of them.</param>
/// <param name="MemoryEarly">Bytes of this process after a fifth of them.</param>
/// <param name="MemoryLate">Bytes at their end.</param>
internal sealed record DoorResult(
    string Name, int Inputs, IReadOnlyDictionary<string, int> Outcomes, IReadOnlyList<string> Faults, TimeSpan Slowest, double Seconds, long MemoryEarly, long MemoryLate)
{
    /// <summary>What the runtime may keep at hand between two collections.</summary>
    private const long Play = 200L << 20;

    public bool IsFlat => MemoryLate <= MemoryEarly + Play;

    public bool Holds => Faults.Count == 0 && IsFlat;
}

/// <summary>Pushes damaged inputs through a door. An input that ends the process stays behind in <paramref name="keep"/>, as does one with a fault.</summary>
/// <param name="seed">Tells which damages.</param>
/// <param name="limit">The longest that an input may take.</param>
/// <param name="parallel">Inputs at the same time.</param>
/// <param name="keep">Folder for inputs that do harm.</param>
/// <param name="time">The clock.</param>
internal sealed class FuzzRun(int seed, TimeSpan limit, int parallel, DirectoryInfo keep, TimeProvider time)
{
    public async Task<DoorResult> PushAsync(Target target, int inputs, CancellationToken cancellationToken)
    {
        var mutator = new Mutator(target.Seeds, target.Tokens, target.IsText, seed);
        ConcurrentDictionary<string, int> outcomes = [];
        ConcurrentQueue<string> faults = [];
        ConcurrentQueue<TimeSpan> times = [];
        long started = time.GetTimestamp();
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };

        async Task PushAsync(int from, int to) => await Parallel.ForAsync(from, to, options, async (number, token) =>
        {
            byte[] input = mutator.Make(number);
            string kept = Path.Combine(keep.FullName, $"{target.Name.Replace(' ', '-')}-{seed}-{number}");
            await File.WriteAllBytesAsync(kept, input, token);
            long begun = time.GetTimestamp();
            var outcome = await TakeAsync(target, input, token);
            var took = time.GetElapsedTime(begun);
            times.Enqueue(took);
            string? fault = outcome.Fault ?? (took > limit ? $"took {took.TotalSeconds:0.0} s" : null);
            if (fault is null)
            {
                outcomes.AddOrUpdate(outcome.Name, 1, (_, count) => count + 1);
                File.Delete(kept);
            }
            else
            {
                faults.Enqueue($"{target.Name} {number}: {fault}");
            }
        });

        await PushAsync(0, inputs / 5);
        long early = Memory();
        await PushAsync(inputs / 5, inputs);
        return new DoorResult(
            target.Name, inputs, outcomes, [.. faults], times.Max(), time.GetElapsedTime(started).TotalSeconds, early, Memory());
    }

    private static async Task<(string Name, string? Fault)> TakeAsync(Target target, byte[] input, CancellationToken cancellationToken)
    {
        try
        {
            return (await target.TakeAsync(input, cancellationToken), null);
        }
#pragma warning disable CA1031 // Whatever is thrown is what is looked for.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return ("", fault.ToString());
        }
    }

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }
}
