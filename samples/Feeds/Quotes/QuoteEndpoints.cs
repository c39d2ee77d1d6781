using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Nanobot.Samples.Feeds.Quotes;

internal static class QuoteEndpoints
{
    private const string Csv = ".csv";
    private const string Json = ".json";

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

    // With a tag of its own, so that whoever has it is told so in place of having it again.
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ReadAsync(
        string file, IQuoteFiles files, HttpContext http, CancellationToken cancellationToken)
    {
        var isJson = file.EndsWith(Json, StringComparison.OrdinalIgnoreCase);
        if ((!isJson && !file.EndsWith(Csv, StringComparison.OrdinalIgnoreCase)) || !Symbol.TryParse(Path.GetFileNameWithoutExtension(file), out var symbol)
            || await files.ReadAsync(symbol, cancellationToken) is not { } text)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, detail: "There is no such price file; see /quotes.");
        }

        Mark(http, files);
        var bytes = Encoding.UTF8.GetBytes(isJson ? QuoteJson.Of(text) : text);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexString(SHA256.HashData(bytes).AsSpan(0, 16))}\"");
        return TypedResults.Bytes(bytes, isJson ? "application/json" : "text/csv; charset=utf-8", entityTag: tag);
    }

    private static void Mark(HttpContext http, IQuoteFiles files)
    {
        if (files.IsSample)
        {
            http.Response.Headers[FeedsService.SampleHeader] = "true";
        }
    }
}
