using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Tenancy;
using Xunit;

namespace Nanobot.Testing.RoundTrips;

/// <summary>Asks a service for hard names and cursors, wherever its operations take one: each is answered or refused, never broken by.</summary>
public static partial class HardAddresses
{
    /// <summary>Every operation of the module, with every plain hard value in each of its parameters and, of lists, as the cursor.</summary>
    /// <param name="module">The module.</param>
    /// <param name="client">A client that acts in a context.</param>
    public static async Task AssertAsync(string module, Func<TenantContext, HttpClient> client)
    {
        var (wrong, asked) = (new List<string>(), 0);
        foreach (var operation in Operations.Of(module))
        {
            using var caller = client(As(operation.Access));
            var document = await ApiDocument.ReadAsync(caller);
            foreach (var (name, value) in HardValues.Plain)
            {
                foreach (var address in Addresses(operation, document, value))
                {
                    asked++;
                    using var request = new HttpRequestMessage(new HttpMethod(operation.Verb), address);
                    request.Content = operation.Verb is "POST" or "PUT" or "PATCH" ? new StringContent("{}", Encoding.UTF8, "application/json") : null;
                    using var response = await caller.SendAsync(request);
                    if ((int)response.StatusCode >= 500)
                    {
                        wrong.Add($"{operation} {name}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
                    }
                }
            }
        }

        Assert.True(asked > HardValues.Plain.Count, "nothing was asked");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static IEnumerable<string> Addresses(Operation operation, JsonElement document, string value)
    {
        var parameters = Parameter().Matches(operation.Path);
        // No server lets that into a path, and the tests' own does not even send it.
        foreach (Match parameter in value.Contains('\0', StringComparison.Ordinal) ? [] : parameters.AsEnumerable())
        {
            yield return Parameter().Replace(operation.Path, match => match.Index == parameter.Index ? Uri.EscapeDataString(value) : "heron");
        }

        var path = Parameter().Replace(operation.Path, "heron");
        if (operation.Verb == "GET" && document.GetProperty("paths").TryGetProperty(operation.DocumentPath, out var item)
            && item.GetProperty("get").TryGetProperty("parameters", out var listed))
        {
            foreach (var query in listed.EnumerateArray().Where(static one => one.GetProperty("in").GetString() == "query").Select(static one => one.GetProperty("name").GetString()!))
            {
                yield return $"{path}?{query}={Uri.EscapeDataString(value)}";
                if (query == "cursor")
                {
                    yield return $"{path}?cursor={Base64Url.EncodeToString(Encoding.UTF8.GetBytes(value))}";
                }
            }
        }
    }

    private static TenantContext As(Access access) => access switch
    {
        Access.Operator or Access.Manager => TestContexts.Operator,
        Access.Admin or Access.Member or Access.Caller => TestContexts.Admin(),
        Access.Gateway or Access.Link => TestContexts.Gateway,
        Access.Module => TestContexts.Module,
        _ => TestContexts.User(),
    };

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
