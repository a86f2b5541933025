using DocExtract.Samples;
using DocExtract.Samples.Content;

// Writes samples/, samples-charts/ and samples-purchase-orders/ (documents, expected, manifest.json) anew: dotnet run --project tools/DocExtract.Samples -- samples
string directory = args is [var given] ? given : "samples";
SampleFolder.Write(directory, Catalog.All);
SampleFolder.Write($"{directory}-charts", Charts.All);
SampleFolder.Write($"{directory}-purchase-orders", PurchaseOrders.All);
