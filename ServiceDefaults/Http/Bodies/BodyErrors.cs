using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.ServiceDefaults.Http.Bodies;

/// <summary>All that is wrong with a JSON body that could not be read: wrong types, unknown members, and the values of all others.</summary>
public static class BodyErrors
{
    private const int Most = 20;

    /// <summary>The refusal that names each, 20 at most; null where the body is no JSON object, or its fault is of another kind.</summary>
    /// <param name="http">The request.</param>
    /// <param name="body">All of its body.</param>
    /// <param name="type">What the body should be.</param>
    public static Refusal? Find(HttpContext http, ReadOnlySequence<byte> body, Type type)
    {
        ArgumentNullException.ThrowIfNull(http);
        using var document = Parse(body);
        if (document is not { RootElement.ValueKind: JsonValueKind.Object })
        {
            return null;
        }

        var info = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions.GetTypeInfo(type);
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Take(document.RootElement, info, faults, keepPlaces: false) is not { } without || faults.Count == 0)
        {
            return null;
        }

        var errors = faults.Take(Most).ToDictionary(static fault => fault.Key, static fault => new[] { fault.Value }, StringComparer.Ordinal);
        if (http.GetEndpoint()?.Metadata.GetMetadata<BodyCheck>() is { } check)
        {
            var named = Values(Take(document.RootElement, info, faults, keepPlaces: true), info, http, check, faults.Keys);
            foreach (var (field, reasons) in Values(without, info, http, check, faults.Keys))
            {
                if (errors.Count < Most && !faults.Keys.Any(fault => IsWithin(field, fault)))
                {
                    // With the places of a list's good entries as they are in the body.
                    errors[field] = named.GetValueOrDefault(field, reasons);
                }
            }
        }

        return Refusals.Invalid(errors);
    }

    private static JsonNode? Take(JsonElement body, JsonTypeInfo type, Dictionary<string, string> faults, bool keepPlaces)
    {
        try
        {
            return new ReadableParts(faults, keepPlaces).Of(body, type);
        }
        catch (InvalidOperationException)
        {
            // How the reader says that an escaped surrogate stands alone in a member's name; it has no way of asking first.
            return null;
        }
    }

    private static JsonDocument? Parse(ReadOnlySequence<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IReadOnlyDictionary<string, string[]> Values(JsonNode? parts, JsonTypeInfo type, HttpContext http, BodyCheck check, IReadOnlyCollection<string> unreadable)
    {
        var errors = new ValidationErrors(unreadable);
        try
        {
            if (parts.Deserialize(type) is { } body)
            {
                check.Run(body, http, errors);
            }
        }
        catch (JsonException)
        {
            // What can be read member by member and not as a whole has no values to look at; its faults are named.
        }

        return errors.ByField;
    }

    // What is wrong with a member, or inside of it, has been said.
    private static bool IsWithin(string field, string fault) => field.StartsWith(fault, StringComparison.Ordinal)
        && (field.Length == fault.Length || field[fault.Length] is '.' or '[');
}
