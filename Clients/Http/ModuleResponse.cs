using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Clients.Http;

/// <summary>Reads another module's answer: its value, or its refusal passed on with status and code.</summary>
public static class ModuleResponse
{
    /// <summary>The value of a successful answer.</summary>
    /// <exception cref="RefusalException">The module refused (4xx); that it does not accept us (401, 403) has not come this far.</exception>
    /// <exception cref="StoredDataException">The module cannot read what it has stored.</exception>
    /// <exception cref="ModuleUnavailableException">The module answered with another 5xx, or with something else than it promised.</exception>
    public static async Task<T> ReadAsync<T>(string module, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await AcceptAsync(module, response, cancellationToken);
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(Json.Wire, cancellationToken) ?? throw new ModuleUnavailableException(module);
        }
        catch (JsonException exception)
        {
            throw new ModuleUnavailableException(module, exception);
        }
    }

    /// <summary>Sees to it that an answer is successful, whatever it says.</summary>
    /// <exception cref="RefusalException">The module refused (4xx).</exception>
    /// <exception cref="StoredDataException">The module cannot read what it has stored.</exception>
    /// <exception cref="ModuleUnavailableException">The module answered with another 5xx, or with something else than it promised.</exception>
    public static async Task AcceptAsync(string module, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        if (!string.Equals(response.Content.Headers.ContentType?.MediaType, "application/problem+json", StringComparison.OrdinalIgnoreCase))
        {
            throw new ModuleUnavailableException(module);
        }

        var refusal = ToRefusal((int)response.StatusCode, await ReadProblemAsync(module, response, cancellationToken));
        throw refusal switch
        {
            // It will be no better when it is asked again.
            { Status: >= 500, Code: StoredDataException.Code } => new StoredDataException($"The module {module} cannot read what it has stored of this."),
            { Status: >= 500 } => new ModuleUnavailableException(module),
            _ => new RefusalException(refusal),
        };
    }

    private static async Task<ProblemDetails?> ReadProblemAsync(string module, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<ProblemDetails>(cancellationToken);
        }
        catch (JsonException exception)
        {
            throw new ModuleUnavailableException(module, exception);
        }
    }

    private static Refusal ToRefusal(int status, ProblemDetails? problem)
    {
        var members = problem?.Extensions ?? new Dictionary<string, object?>();
        var refusal = new Refusal(status, members.TryGetValue("code", out var code) ? code?.ToString() ?? "" : "", problem?.Detail ?? "The request was refused.");
        // What is wrong with which field is what the caller can mend.
        return members.TryGetValue("errors", out var errors) ? refusal with { Members = new Dictionary<string, object?> { ["errors"] = errors } } : refusal;
    }
}
