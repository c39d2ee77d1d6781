using Nanobot.ServiceDefaults.Http.Preconditions;

namespace Nanobot.Services.Reports.Features.GetReport;

/// <summary>A report in one media type, with an ETag over its bytes.</summary>
internal static class Representation
{
    public static ConditionalContent Of(string mediaType, RequestPreconditions preconditions, byte[] body, string? contentSecurityPolicy = null) =>
        new(mediaType, body, Validators.OfContent(body), preconditions) { ContentSecurityPolicy = contentSecurityPolicy };
}
