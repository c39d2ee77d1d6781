using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Webhooks;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Answers;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Reports.Inboxes;

namespace Nanobot.Services.Reports.Features.PostNews;

/// <summary><c>POST /inbound/{token}</c>: whoever has the address posts news. What it says is data, whatever it says.</summary>
internal static class PostNewsEndpoint
{
    private static readonly string[] Feeds = ["application/feed+json", "application/rss+xml", "application/atom+xml"];

    public static void MapPostNews(this RouteGroupBuilder links) => links.MapOperation(Operations.Reports.PostNews, HandleAsync)
        .WithSummary("Takes news into the inbox to which the address leads: an object {title, text, link, published_at, author, symbols, id}, an array of at most 100 of them, or a feed.")
        .AddOpenApiOperationTransformer(static (operation, _, _) =>
        {
            // Read by hand, so that the document cannot know of it by itself.
            operation.RequestBody = Body();
            return Task.CompletedTask;
        })
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Accepted<InboxReceipt>, Refusal>> HandleAsync(string token, HttpContext http, InboxDoor door, CancellationToken cancellationToken)
    {
        PublicAnswer.To(http);
        if (await ReadAsync(http.Request.Body, cancellationToken) is not { } body)
        {
            return Refusals.BodyTooLarge;
        }

        var (receipt, refusal) = await door.TakeAsync(token, body, BodyType.Of(http.Request)?.ForeignCharset, ProofOf(http.Request.Headers), cancellationToken);
        if (refusal is { Status: StatusCodes.Status401Unauthorized })
        {
            http.Response.Headers.WWWAuthenticate = "StandardWebhooks";
        }

        return receipt is null ? refusal! : TypedResults.Accepted((string?)null, receipt);
    }

    // Null where it is larger than the operation lets bodies be, whatever the server makes of that.
    private static async Task<byte[]?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (content.Length + read > Operations.Reports.LargestPost)
            {
                return null;
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private static OpenApiRequestBody Body()
    {
        var text = new OpenApiSchema { Type = JsonSchemaType.String };
        var news = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["title"] = text,
                ["text"] = text,
                ["link"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri" },
                ["published_at"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
                ["author"] = text,
                ["symbols"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = text },
                ["id"] = text,
            },
        };
        var content = new Dictionary<string, OpenApiMediaType> { [MediaTypes.Json] = new() { Schema = news } };
        foreach (var feed in Feeds)
        {
            content[feed] = new OpenApiMediaType();
        }

        return new OpenApiRequestBody { Required = true, Content = content };
    }

    private static WebhookProof ProofOf(IHeaderDictionary headers) => new(One(headers, "webhook-id"), One(headers, "webhook-timestamp"), One(headers, "webhook-signature"));

    private static string? One(IHeaderDictionary headers, string name) => headers[name] is [{ } value] ? value : null;
}
