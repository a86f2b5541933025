using DocExtract.Worker.Commands;

return await CommandLine.RunAsync(args);
