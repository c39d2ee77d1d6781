namespace Nanobot.Services.Reports.Printing;

/// <summary>Makes a PDF of a page.</summary>
internal interface IPagePrinter
{
    /// <summary>The page as a PDF.</summary>
    /// <param name="html">A page that stands by itself.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<byte[]> PrintAsync(string html, CancellationToken cancellationToken);
}
