using NetVips;

namespace DocExtract.Pages.Images;

/// <summary>How libvips runs in a process of ours; to be prepared before its first use.</summary>
internal static class VipsRuntime
{
    static VipsRuntime()
    {
        // Loaders that libvips itself does not trust with files from strangers stay shut; every picture comes once, and the
        // operation cache would keep the pixels of finished pages alive.
        NetVips.NetVips.BlockUntrusted = true;
        Cache.Max = 0;

        // As many pages are in work at once as there are cores; more threads within one would only get in each other's way.
        NetVips.NetVips.Concurrency = 1;

        // What is wrong with a damaged picture comes as an exception; libvips would write it to stderr as well.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, (_, _, _) => { });
    }

    /// <summary>Does its work once a process.</summary>
    public static void Prepare()
    {
    }
}
