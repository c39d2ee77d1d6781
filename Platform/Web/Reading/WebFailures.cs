using System.Globalization;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Platform.Web.Reading;

/// <summary>Why there is nothing to read at an address that may be asked.</summary>
internal static class WebFailures
{
    public static Refusal Late { get; } = new(StatusCodes.Status504GatewayTimeout, "WEB_TIMEOUT", "The server did not answer in time.");

    public static Refusal Unavailable { get; } = new(StatusCodes.Status502BadGateway, "WEB_UNAVAILABLE", "The server could not be reached, or broke off.");

    public static Refusal Type { get; } = new(StatusCodes.Status415UnsupportedMediaType, "WEB_TYPE_REFUSED", "What is there is no text that can be read: only HTML, plain text, Markdown, CSV and JSON are.");

    public static Refusal Answered(int status) =>
        new(StatusCodes.Status502BadGateway, "WEB_STATUS", string.Create(CultureInfo.InvariantCulture, $"The server answered {status}."));
}
