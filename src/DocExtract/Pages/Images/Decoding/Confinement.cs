using System.Runtime.InteropServices;

namespace DocExtract.Pages.Images.Decoding;

/// <summary>What a decoder does to itself before it sees the first byte. Memory and pipes on Linux only; macOS has no such limit.</summary>
internal static unsafe partial class Confinement
{
    // Linux: sys/resource.h, fcntl.h, poll.h.
    private const int AddressSpace = 9;
    private const int CoreFile = 4;
    private const int SetPipeSize = 1031;

    /// <summary>What an ordinary user may ask for (/proc/sys/fs/pipe-max-size).</summary>
    private const int PipeBytes = 1 << 20;

    /// <summary>
    /// The pipe hangs up when the owner closes it or dies in whatever way, kill -9 included; then this process ends, in the middle of a
    /// picture too.
    /// </summary>
    public static void EndWithParent() => new Thread(() =>
    {
        var input = new Descriptor { Number = 0 };
        while (poll(&input, 1, -1) <= 0 || (input.Returned & HangUpOrError) == 0)
        {
        }

        _exit(0);
    })
    { IsBackground = true, Name = "end with parent" }.Start();

    /// <summary>Whoever stops the owner by a signal to its whole group leaves it to the owner when its decoders end.</summary>
    public static void IgnoreTerminal()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT })
        {
            // Held for the life of the process.
            GC.KeepAlive(PosixSignalRegistration.Create(signal, context => context.Cancel = true));
        }
    }

    /// <summary>Pixels come in megabytes; the default of 64 KiB would change processes for each piece.</summary>
    public static void WidenPipes()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = fcntl(0, SetPipeSize, PipeBytes);
            _ = fcntl(1, SetPipeSize, PipeBytes);
        }
    }

    /// <summary>Beyond what the runtime has mapped by now, most of which it never touches. No core file either: it would hold pictures.</summary>
    public static void LimitMemory(long bytes)
    {
        if (OperatingSystem.IsLinux())
        {
            long pages = long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
            var (memory, core) = (new Limit((pages * Environment.SystemPageSize) + bytes), new Limit(0));
            if (setrlimit(AddressSpace, &memory) != 0 || setrlimit(CoreFile, &core) != 0)
            {
                throw new InvalidOperationException("The system refused the decoder's limit on memory.");
            }
        }
    }

    private const short HangUpOrError = 0x18;

    [LibraryImport("libc")]
    private static partial int setrlimit(int resource, Limit* limit);

    [LibraryImport("libc")]
    private static partial int fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc")]
    private static partial int poll(Descriptor* descriptors, nuint count, int timeout);

    [LibraryImport("libc")]
    private static partial void _exit(int code);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit(long bytes)
    {
        public nint Soft = (nint)bytes;
        public nint Hard = (nint)bytes;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Descriptor
    {
        public int Number;
        public short Wanted;
        public short Returned;
    }
}
