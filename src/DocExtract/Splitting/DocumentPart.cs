using DocExtract.Checks;
using DocExtract.Pages;

namespace DocExtract.Splitting;

/// <summary>One of the documents that a file holds; of most files the only one.</summary>
/// <param name="Document">What is to be read of it: its pages without cover, terms, summary and blank ones, with the file's page numbers.</param>
/// <param name="FirstPage">First page of the file that belongs to it, from 1; 0 where there are no pages (bare XML).</param>
/// <param name="LastPage">Last page of the file that belongs to it.</param>
/// <param name="Box">Its place on its one page, where several documents share a picture; null where the page is all its own.</param>
/// <param name="Notes">What is worth knowing of its boundaries; errors where a person must look.</param>
public sealed record DocumentPart(Document Document, int FirstPage, int LastPage, Box? Box, IReadOnlyList<Finding> Notes);
