using DocExtract.Samples;
using DocExtract.Samples.Content;

// Writes samples/ and samples-charts/ (documents, expected, manifest.json) anew: dotnet run --project tools/DocExtract.Samples -- samples
string directory = args is [var given] ? given : "samples";
SampleFolder.Write(directory, Catalog.All);
SampleFolder.Write($"{directory}-charts", Charts.All);
