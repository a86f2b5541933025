using DocExtract.ModelServer;

namespace DocExtract.IntegrationTests.ModelServer;

/// <summary>A test of what the official description says; without one there is nothing to test.</summary>
internal sealed class OfficialFactAttribute : FactAttribute
{
    public OfficialFactAttribute() => Skip = OfficialDescription.Present is null
        ? $"There is no {OfficialDescription.Place} beside this repository; requests are held only to the rules written by hand."
        : null;
}
