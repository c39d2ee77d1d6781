using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Gateway.Credentials.Jwt;

namespace Nanobot.Services.Gateway.Features.IssueToken;

/// <summary>Body of <c>POST /users/{user_id}/tokens</c>; may be left out.</summary>
/// <param name="ExpiresIn">Life in seconds, 60 to 86,400; default 3,600.</param>
internal sealed record IssueTokenRequest([property: Range(GatewayTokens.MinimumSeconds, GatewayTokens.MaximumSeconds)] int? ExpiresIn = null)
{
    /// <summary>
    /// Read by hand: routing would send a request without a body, or with another media type, past an endpoint that
    /// declares its body, to the proxy's wider route.
    /// </summary>
    public static async ValueTask<IssueTokenRequest> BindAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return new IssueTokenRequest();
        }

        if (!http.Request.HasJsonContentType())
        {
            throw new BadHttpRequestException("Send the body as application/json.", StatusCodes.Status415UnsupportedMediaType);
        }

        using var body = await HeldBody.TryHoldAsync(http);
        try
        {
            return await http.Request.ReadFromJsonAsync<IssueTokenRequest>(http.RequestAborted) ?? new IssueTokenRequest();
        }
        catch (JsonException exception)
        {
            throw body is not null && BodyErrors.Find(http, body.Content, typeof(IssueTokenRequest)) is { } refusal
                ? new RefusalException(refusal)
                : new BadHttpRequestException("The body is not the JSON this endpoint expects.", StatusCodes.Status400BadRequest, exception);
        }
    }

    /// <summary>Adds what is wrong with it.</summary>
    public void Check(ValidationErrors errors) => errors.Require(
        ExpiresIn is null or (>= GatewayTokens.MinimumSeconds and <= GatewayTokens.MaximumSeconds),
        "expires_in", $"must be {GatewayTokens.MinimumSeconds} to {GatewayTokens.MaximumSeconds} seconds");
}
