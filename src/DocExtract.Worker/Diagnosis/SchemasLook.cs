using DocExtract.Schemas;
using DocExtract.Worker.Engine;
using Microsoft.Extensions.Options;

namespace DocExtract.Worker.Diagnosis;

/// <summary>Whether every document type's folder can be used.</summary>
internal static class SchemasLook
{
    public const string Part = "schemas";

    public static IReadOnlyList<PartState> Look(IServiceProvider services)
    {
        string folder = services.GetRequiredService<IOptions<ExtractionOptions>>().Value.Schemas;
        var states = Directory.Exists(folder) ? SchemaCatalog.TypesIn(folder).Select(Look).ToList() : [];
        if (!states.Exists(state => state.IsWrong))
        {
            // What is wrong with all of them together, such as that there are none.
            _ = SchemaCatalog.Load(folder);
        }

        return states;
    }

    private static PartState Look(string folder)
    {
        try
        {
            var type = SchemaCatalog.LoadType(folder);
            return PartState.Well(Part, $"{type.Name}, version {type.Version}");
        }
        catch (InvalidDataException faults)
        {
            string first = faults.Message.Split(Environment.NewLine)[0];
            return PartState.Wrong(Part, $"{first} All of it: docextract schemas check {folder}");
        }
    }
}
