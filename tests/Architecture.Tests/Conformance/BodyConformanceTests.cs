using System.IO.Compression;
using System.Text;
using Nanobot.Contracts.Operations;

namespace Nanobot.Architecture.Tests.Conformance;

/// <summary>Walks every operation that takes JSON, and every form of an answer.</summary>
[Collection(HttpSuiteCollection.Name)]
public sealed class BodyConformanceTests(HttpSuite suite)
{
    private static readonly byte[] Empty = "{}"u8.ToArray();

    public static TheoryData<string> Doors => HttpConformanceTests.Doors;

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task JSON_in_UTF8_is_taken_however_its_type_is_spelled(string name)
    {
        foreach (var (door, operation) in TakingJson(name))
        {
            var plain = await door.SendAsync(operation);
            foreach (var type in new[]
            {
                "application/json; charset=\"utf-8\"", "Application/JSON", "application/json;charset=UTF8", "application/json; charset=utf_8", "application/json; Charset=\"UTF\\-8\"",
                "application/json;charset=csUTF8", "application/json;", "application/json; charset=utf-8; profile=\"a;b\"", "application/merge-patch+json",
                "application/json;;charset=utf-8", "application/json; ; charset=\"utf-8\" ;", "application/json;\t;;",
            })
            {
                var answer = await SendAsync(door, operation, Empty, type);
                Assert.True((plain.Status, plain.Code) == (answer.Status, answer.Code), $"{type}: {answer}, plainly {plain}");
            }

            var marked = await SendAsync(door, operation, [0xef, 0xbb, 0xbf, .. Empty], "application/json");
            Assert.True((plain.Status, plain.Code) == (marked.Status, marked.Code), $"{marked}, plainly {plain}");
        }
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_body_of_another_type_or_character_set_is_refused_by_name(string name)
    {
        foreach (var (door, operation) in TakingJson(name))
        {
            foreach (var charset in new[] { "utf-16", "UTF-16LE", "iso-8859-1", "windows-1252", "utf-7", "no-such" })
            {
                var answer = await SendAsync(door, operation, Empty, $"application/json; charset={charset}");
                Assert.Equal((415, "UNSUPPORTED_MEDIA_TYPE"), (answer.Status, answer.Code));
                Assert.Contains(charset, answer.Detail, StringComparison.Ordinal);
            }

            foreach (var type in new[] { "text/plain", "application/xml", "json", "application/json, application/json", null })
            {
                var answer = await SendAsync(door, operation, Empty, type);
                Assert.True((answer.Status, answer.Code) == (415, "UNSUPPORTED_MEDIA_TYPE"), $"{type}: {answer}");
            }

            foreach (var body in new[] { Encoding.Unicode.GetBytes("{}"), [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("{}")], Encoding.BigEndianUnicode.GetBytes("{}") })
            {
                var answer = await SendAsync(door, operation, body, "application/json");
                Assert.Equal((400, "MALFORMED_BODY"), (answer.Status, answer.Code));
                Assert.Contains("UTF-8", answer.Detail, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_coded_body_is_decoded_within_the_limit_or_refused(string name)
    {
        var bomb = Encoding.UTF8.GetBytes($"{{{new string(' ', 8 * 1024 * 1024)}}}");
        foreach (var (door, operation) in TakingJson(name))
        {
            var plain = await door.SendAsync(operation);
            foreach (var coding in new[] { "gzip", "GZIP", "x-gzip", "br", "deflate", "identity", "gzip, identity", "" })
            {
                var answer = await SendAsync(door, operation, Encode(coding, Empty), "application/json", coding);
                Assert.True((plain.Status, plain.Code) == (answer.Status, answer.Code), $"{coding}: {answer}, plainly {plain}");
            }

            foreach (var coding in new[] { "gzip", "br", "deflate" })
            {
                var tooLarge = await SendAsync(door, operation, Encode(coding, bomb), "application/json", coding);
                Assert.True((tooLarge.Status, tooLarge.Code) == (413, "BODY_TOO_LARGE"), $"{coding}: {tooLarge}");
                var whole = Encode(coding, Encoding.UTF8.GetBytes($"{{{new string(' ', 100_000)}}}"));
                foreach (var damaged in new[] { Empty, whole[..(whole.Length / 2)], Encode(coding, Empty)[..^1] })
                {
                    var answer = await SendAsync(door, operation, damaged, "application/json", coding);
                    Assert.True((answer.Status, answer.Code) == (400, "MALFORMED_BODY"), $"{coding} {damaged.Length}: {answer}");
                }
            }

            foreach (var coding in new[] { "zstd", "compress", "gzip, gzip", "gzip, br", "no such" })
            {
                var answer = await SendAsync(door, operation, Empty, "application/json", coding);
                Assert.True((answer.Status, answer.Code) == (415, "UNSUPPORTED_CONTENT_ENCODING"), $"{coding}: {answer}");
                Assert.Equal(["gzip", "br", "deflate"], answer.List("Accept-Encoding"));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task An_answer_of_a_kind_that_is_not_accepted_is_refused_before_anything_is_done(string name)
    {
        var door = suite.Doors[name];
        foreach (var operation in door.Operations.Where(static operation => operation.Access != Access.Anonymous))
        {
            // What a first request has deleted is not there for the second.
            var first = await door.SendAsync(operation);
            var plain = operation.Verb == HttpMethod.Delete.Method ? await door.SendAsync(operation) : first;
            foreach (var accept in new[] { "*/*", "application/xml, */*;q=0.1", $"{operation.Forms.FirstOrDefault("text/plain").ToUpperInvariant()};q=0.001", "", "nonsense", $"{operation.Forms.FirstOrDefault("text/plain")};;q=0.5" })
            {
                var answer = await door.SendAsync(operation, Accepting(accept));
                Assert.True((plain.Status, plain.Code) == (answer.Status, answer.Code), $"{accept}: {answer}, plainly {plain}");
            }

            foreach (var accept in new[] { "application/xml", "image/*", "*/*;q=0", "application/json;q=0, text/*;q=0.0, application/octet-stream;q=0", "*/*;;q=0" }.Where(_ => operation.Forms.Count > 0))
            {
                var answer = await door.SendAsync(operation, Accepting(accept));
                Assert.True((answer.Status, answer.Code) == (406, "NOT_ACCEPTABLE"), $"{accept}: {answer}");
                Assert.All(operation.Forms, form => Assert.Contains(form, answer.Detail, StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_body_that_cannot_be_read_is_refused_with_the_headers_of_every_other_answer(string name)
    {
        foreach (var (door, operation) in TakingJson(name))
        {
            var plain = await door.SendAsync(operation);
            foreach (var body in new[] { "{", "[]", "{\"no such\":1}" })
            {
                var answer = await SendAsync(door, operation, Encoding.UTF8.GetBytes(body), "application/json");
                Assert.Equal(400, answer.Status);
                Assert.Equal(plain.List("Vary").Order(), answer.List("Vary").Order());
                Assert.Contains("no-store", answer.List("Cache-Control"));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task What_is_said_of_a_body_that_is_not_there_costs_no_request(string name)
    {
        var door = suite.Doors[name];
        foreach (var operation in door.Operations.Where(static operation => operation.Verb is "GET" or "DELETE" && operation.Id != "DeleteFile"))
        {
            var plain = await door.SendAsync(operation);
            foreach (var (header, value) in new[] { ("Content-Encoding", "zstd"), ("Content-Encoding", "gzip, br"), ("Content-Type", "image/png"), ("Content-Range", "bytes 0-1/2") })
            {
                var answer = await door.SendAsync(operation, request =>
                {
                    request.Content = new ByteArrayContent([]);
                    request.Content.Headers.TryAddWithoutValidation(header, value);
                });
                Assert.True((plain.Status, plain.Code) == (answer.Status, answer.Code), $"{header}: {answer}, without it {plain}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_part_of_a_representation_is_never_put_in_place_of_the_whole(string name)
    {
        var door = suite.Doors[name];
        foreach (var operation in door.Operations.Where(static operation => operation.Verb == "PUT"))
        {
            var answer = await door.SendAsync(operation, static request => request.Content!.Headers.TryAddWithoutValidation("Content-Range", "bytes 0-1/10"));
            Assert.Equal((400, "VALIDATION_FAILED"), (answer.Status, answer.Code));
            Assert.Contains("Content-Range", Encoding.UTF8.GetString(answer.Content), StringComparison.Ordinal);
        }
    }

    private static Action<HttpRequestMessage> Accepting(string accept) => request => request.Headers.TryAddWithoutValidation("Accept", accept);

    private IEnumerable<(Door Door, Operation Operation)> TakingJson(string name)
    {
        var door = suite.Doors[name];
        // What has another body, or none, is named here; everything else is walked.
        var operations = door.Operations.Where(static operation => operation.Verb is "POST" or "PUT" or "PATCH"
            && operation.Id is not ("WriteFile" or "WriteTemplate" or "PutCalendar" or "ImportWorkspace" or "ImportSchedule" or "ReplayDeadLetter" or "ReplayDeadLetters" or "RegenerateAnswer" or "CancelRun" or "CancelReport" or "ReplayDelivery" or "RotateDeliveryWebhook" or "Unsubscribe" or "PostNews" or "AcceptFact" or "RejectFact" or "UndoMemory" or "RunJob" or "SuspendTenant" or "ActivateTenant" or "EndTokens")).ToList();
        Assert.NotEmpty(operations);
        return operations.Select(operation => (door, operation));
    }

    private static Task<Answer> SendAsync(Door door, Operation operation, byte[] body, string? type, string? coding = null) => door.SendAsync(operation, request =>
    {
        request.Content = new ByteArrayContent(body);
        if (type is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        if (coding is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        }
    });

    private static byte[] Encode(string coding, byte[] body)
    {
        using var encoded = new MemoryStream();
        using (Stream? stream = coding.Split(',')[0].ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(encoded, CompressionMode.Compress, leaveOpen: true),
            "br" => new BrotliStream(encoded, CompressionMode.Compress, leaveOpen: true),
            "deflate" => new ZLibStream(encoded, CompressionMode.Compress, leaveOpen: true),
            _ => null,
        })
        {
            stream?.Write(body);
            if (stream is null)
            {
                return body;
            }
        }

        return encoded.ToArray();
    }
}
