using System.Globalization;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Sessions.Exporting;

namespace Nanobot.Services.Chat.Features.ExportSession;

/// <summary>A session that is written while it is read. Where it changes in what is still to come, the connection breaks off: half of it never looks like the whole.</summary>
internal sealed class SessionExport(SessionExports exports, TenantContext context, ExportedSession exported, string mediaType) : IResult
{
    private static readonly Refusal Changed =
        Refusals.Conflict("SESSION_CHANGED", "The session has been changed or deleted while it was read; ask for it again.");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancellationToken) = (httpContext.Response, httpContext.RequestAborted);
        var isJson = mediaType == MediaTypes.Json;
        response.ContentType = $"{mediaType}; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"session-{exported.Session.SessionId}.{(isJson ? "json" : "md")}\"";
        if (HttpMethods.IsHead(httpContext.Request.Method))
        {
            return;
        }

        using var json = new JsonExport(response.BodyWriter);
        IExportFormat format = isJson ? json : new MarkdownExport(response.BodyWriter);
        var (at, last) = (0, exported.Last?.Number ?? 0);
        var hasBegun = false;
        do
        {
            var messages = at < last ? await exports.ReadAsync(context, exported, at, cancellationToken) : [];
            if (at < last && messages.Count == 0)
            {
                throw new RefusalException(Changed);
            }

            // Not before the first of it is there: what fails until then has a status of its own.
            if (!hasBegun)
            {
                format.Begin(exported.Session);
                hasBegun = true;
            }

            foreach (var message in messages)
            {
                if (message.Value is { } readable)
                {
                    format.Message(readable);
                }
                else
                {
                    format.Unreadable(message.Key);
                }

                at = int.Parse(message.Key, CultureInfo.InvariantCulture);
            }

            await response.BodyWriter.FlushAsync(cancellationToken);
        }
        while (at < last);
        format.End();
        await response.BodyWriter.FlushAsync(cancellationToken);
    }
}
