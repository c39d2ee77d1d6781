using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Nanobot.ServiceDefaults.Http.Headers;

namespace Nanobot.ServiceDefaults.Http.Negotiation;

/// <summary>
/// Which of several media types an Accept header prefers (RFC 9110, 12.5.1), by one rule for the gateway and every module: the most
/// specific range that matches a media type gives its weight, and the greatest weight wins; among equals the one that is named more
/// exactly, then the one named first, then the one offered first. A range that cannot be read is passed over, and without any
/// range everything is accepted. No form here has parameters, so those of a range make it only less exact.
/// </summary>
public static class AcceptedForm
{
    private const int Exact = 3;
    private const int ExactWithParameters = 2;
    private const int OfType = 1;
    private const int Any = 0;
    private const int None = -1;

    /// <summary>The preferred of <paramref name="offered"/>, or null where none is acceptable.</summary>
    public static string? Choose(HttpRequest request, IReadOnlyList<string> offered)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || (accept.Count == 1 && (accept[0] == "*/*" || accept[0] == offered[0]))
            || !MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>().Select(EmptyParameters.Drop)], out var ranges) || ranges.Count == 0)
        {
            return offered[0];
        }

        string? best = null;
        var bestMatch = default(Match);
        foreach (var form in offered)
        {
            if (Find(form, ranges) is { Weight: > 0 } match && (best is null || match.Beats(bestMatch)))
            {
                (best, bestMatch) = (form, match);
            }
        }

        return best;
    }

    private static Match Find(string form, IList<MediaTypeHeaderValue> ranges)
    {
        var found = new Match(None, 0, 0);
        for (var position = 0; position < ranges.Count; position++)
        {
            var specificity = Specificity(ranges[position], form);
            if (specificity > found.Specificity)
            {
                found = new Match(specificity, Weight(ranges[position]), position);
            }
        }

        return found;
    }

    private static int Specificity(MediaTypeHeaderValue range, string form)
    {
        if (range.MatchesAllTypes)
        {
            return Any;
        }

        var slash = form.IndexOf('/', StringComparison.Ordinal);
        if (!range.Type.Equals(form.AsSpan(0, slash).ToString(), StringComparison.OrdinalIgnoreCase))
        {
            return None;
        }

        return range.MatchesAllSubTypes ? OfType
            : !range.MediaType.Equals(form, StringComparison.OrdinalIgnoreCase) ? None
            : range.Parameters.All(static parameter => Is(parameter, "q") || Is(parameter, "charset")) ? Exact : ExactWithParameters;
    }

    private static double Weight(MediaTypeHeaderValue range)
    {
        foreach (var parameter in range.Parameters)
        {
            if (Is(parameter, "q"))
            {
                return double.TryParse(HeaderUtilities.RemoveQuotes(parameter.Value), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight)
                    ? Math.Clamp(weight, 0, 1) : 1;
            }
        }

        return 1;
    }

    private static bool Is(NameValueHeaderValue parameter, string name) => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private readonly record struct Match(int Specificity, double Weight, int Position)
    {
        public bool Beats(Match other) => Weight.CompareTo(other.Weight) is not 0 and var byWeight ? byWeight > 0
            : Specificity != other.Specificity ? Specificity > other.Specificity
            : Position < other.Position;
    }
}
