using DocExtract.Samples;

// Writes samples/ (documents, expected, manifest.json) anew: dotnet run --project tools/DocExtract.Samples -- samples
SampleFolder.Write(args is [var directory] ? directory : "samples");
