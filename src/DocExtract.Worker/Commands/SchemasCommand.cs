using System.CommandLine;
using System.Text;
using DocExtract.Schemas;
using DocExtract.Worker.Engine;

namespace DocExtract.Worker.Commands;

/// <summary><c>schemas check DIR</c>: explains what document types declare, and names every fault; <c>schemas list</c>: the installed ones.</summary>
internal static class SchemasCommand
{
    private static readonly Argument<DirectoryInfo> Folder = new("DIR")
    {
        Description = "A document type's folder (schema.json, checks.json, prompt.md, labels.json), or one that holds several.",
    };

    public static Command Create()
    {
        Folder.AcceptExistingOnly();
        var check = new Command("check", "Explain what a document type declares, and name every fault in it (exit code 2).") { Folder };
        check.SetAction(CheckAsync);
        var list = new Command("list", "List the installed document types.");
        Settings.AddTo(list);
        list.SetAction(ListAsync);
        return new Command("schemas", "Explain and check document types.") { check, list };
    }

    private static async Task<int> CheckAsync(ParseResult command, CancellationToken cancellationToken)
    {
        string folder = command.GetRequiredValue(Folder).FullName;
        bool isType = SchemaCatalog.IsType(folder);
        int code = ExitCode.Done;
        foreach (string type in isType ? [folder] : SchemaCatalog.TypesIn(folder))
        {
            try
            {
                await Console.Out.WriteLineAsync(SchemaText.Of(SchemaCatalog.LoadType(type)));
            }
            catch (InvalidDataException faults)
            {
                await Console.Error.WriteLineAsync(faults.Message);
                code = ExitCode.WrongUsage;
            }
        }

        return code;
    }

    private static async Task<int> ListAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var options = Settings.Read(command).GetSection(ExtractionOptions.Section).Get<ExtractionOptions>() ?? new ExtractionOptions();
        var types = SchemaCatalog.Load(options.Schemas);
        var text = new StringBuilder();
        foreach (var type in types.Names.Order(StringComparer.Ordinal).Select(types.Get))
        {
            text.AppendLine($"{type.Name}  {type.Version}  {SchemaText.Count(type)}");
        }

        await Console.Out.WriteAsync(text, cancellationToken);
        return ExitCode.Done;
    }
}
