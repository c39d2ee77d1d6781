using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Clients.Http;

/// <summary>Reads another module's answer: its value, or its refusal passed on with status and code.</summary>
public static class ModuleResponse
{
    /// <summary>The value of a successful answer.</summary>
    /// <exception cref="RefusalException">The module refused (4xx); that it does not accept us (401, 403) has not come this far.</exception>
    /// <exception cref="ModuleUnavailableException">The module answered with 5xx, or with something else than it promised.</exception>
    public static async Task<T> ReadAsync<T>(string module, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadPromisedAsync<T>(module, response, cancellationToken);
        }
        catch (JsonException exception)
        {
            throw new ModuleUnavailableException(module, exception);
        }
    }

    private static async Task<T> ReadPromisedAsync<T>(string module, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return await response.Content.ReadFromJsonAsync<T>(Json.Wire, cancellationToken)
                ?? throw new ModuleUnavailableException(module);
        }

        if ((int)response.StatusCode >= 500 || !string.Equals(response.Content.Headers.ContentType?.MediaType, "application/problem+json", StringComparison.OrdinalIgnoreCase))
        {
            throw new ModuleUnavailableException(module);
        }

        var problem = await response.Content.ReadFromJsonAsync<ProblemDetails>(cancellationToken);
        throw new RefusalException(new Refusal((int)response.StatusCode,
            problem?.Extensions.TryGetValue("code", out var code) == true ? code?.ToString() ?? "" : "",
            problem?.Detail ?? "The request was refused."));
    }
}
