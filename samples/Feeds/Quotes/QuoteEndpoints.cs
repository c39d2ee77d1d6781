using Microsoft.AspNetCore.Http.HttpResults;

namespace Nanobot.Samples.Feeds.Quotes;

internal static class QuoteEndpoints
{
    private const string Extension = ".csv";

    public static void MapQuotes(this WebApplication app)
    {
        app.MapGet("/quotes", List);
        app.MapGet("/quotes/{file}", ReadAsync);
    }

    private static ContentHttpResult List(IQuoteFiles files, HttpContext http)
    {
        Mark(http, files);
        return TypedResults.Text(string.Concat(files.List().Select(static symbol => symbol + "\n")));
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> ReadAsync(
        string file, IQuoteFiles files, HttpContext http, CancellationToken cancellationToken)
    {
        if (!file.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) || !Symbol.TryParse(file[..^Extension.Length], out var symbol)
            || await files.ReadAsync(symbol, cancellationToken) is not { } text)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, detail: "There is no such price file; see /quotes.");
        }

        Mark(http, files);
        return TypedResults.Text(text, "text/csv; charset=utf-8");
    }

    private static void Mark(HttpContext http, IQuoteFiles files)
    {
        if (files.IsSample)
        {
            http.Response.Headers[FeedsService.SampleHeader] = "true";
        }
    }
}
