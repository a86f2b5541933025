using System.CommandLine;
using DocExtract.Pages.Images.Decoding;

namespace DocExtract.Worker.Commands;

/// <summary><c>decode-pictures BYTES</c>: what the executable starts itself with to decode pictures; for nobody else.</summary>
internal static class DecodePicturesCommand
{
    private static readonly Argument<long> Memory = new("BYTES") { Description = "Memory it may take beyond what it has at its start." };

    public static Command Create()
    {
        var command = new Command(PictureDecoder.Verb, "Decode pictures from standard input; started by the other commands.") { Memory };
        command.Hidden = true;
        command.SetAction(parsed => PictureDecoder.Run(parsed.GetValue(Memory)));
        return command;
    }
}
