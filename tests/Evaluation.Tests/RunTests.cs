using System.Net;
using System.Text;
using System.Text.Json;

namespace Nanobot.Evaluation.Tests;

/// <summary>A whole evaluation, against a gateway that answers what a test says.</summary>
public sealed class RunTests : IDisposable
{
    private const string Case = """[{"id":"read","idea":"A file is read.","language":"en","files":{"a.md":"reeds"},"say":["read a.md"],"expect":{"calls":[{"tool":"workspace_read","arguments":{"path":"a.md"}}],"says":["reeds"]}}]""";
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("nanobot-evaluation-");
    private readonly StringWriter _told = new();

    public RunTests() => File.WriteAllText(Path.Combine(_directory.FullName, "cases.json"), Case);

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_case_that_passes_is_told_and_ends_with_0()
    {
        Assert.Equal(0, await RunAsync("It says: reeds.", atLeast: 100));

        Assert.Contains("1 of 1 cases passed (100.0 %) with the model tried-1", _told.ToString(), StringComparison.Ordinal);
        Assert.Contains("| right_tool | 1 | 1 |", await ReportAsync("evaluation.md"), StringComparison.Ordinal);
        var json = JsonDocument.Parse(await ReportAsync("evaluation.json")).RootElement;
        Assert.Equal(("tried-1", 1, "It says: reeds."), (json.GetProperty("model").GetString(), json.GetProperty("passed").GetInt32(), json.GetProperty("results")[0].GetProperty("answer").GetString()));
    }

    [Theory]
    [InlineData(100.0, 1)]
    [InlineData(null, 0)]
    public async Task A_case_that_fails_says_why_and_ends_with_1_where_more_is_asked_for(double? atLeast, int expected)
    {
        Assert.Equal(expected, await RunAsync("It says: | nothing <b>.", atLeast));

        Assert.Contains("FAIL read: says_the_fact: the answer says none of reeds", _told.ToString(), StringComparison.Ordinal);
        var report = await ReportAsync("evaluation.md");
        Assert.Contains("| says_the_fact | 0 | 1 |", report, StringComparison.Ordinal);
        Assert.Contains("**fail**", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_that_cannot_be_tried_has_failed()
    {
        Assert.Equal(0, await RunAsync("x", null, static path => path == "/chat" ? HttpStatusCode.BadGateway : HttpStatusCode.OK));

        Assert.Contains("FAIL read: POST /chat was answered with 502", _told.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suite_that_cannot_be_used_ends_it()
    {
        Assert.Equal(1, await RunAsync("x", null, static path => path == "/tenants" ? HttpStatusCode.Unauthorized : HttpStatusCode.OK));

        Assert.Contains("error: POST /tenants was answered with 401", _told.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--odd", "1")]
    [InlineData("--gateway", "nowhere")]
    [InlineData("--gateway", "http://localhost", "--key-file", "/not/there")]
    [InlineData("--gateway", "http://localhost", "--key-file", "/dev/null", "--at-least", "101")]
    [InlineData("--gateway", "http://localhost", "--key-file", "/dev/null", "--cases", "/not/there")]
    [InlineData("--gateway", "http://localhost", "--key-file")]
    public void A_command_line_that_makes_no_sense_says_why(params string[] arguments)
    {
        Assert.Null(EvaluationOptions.Parse(arguments, _told));
        Assert.Contains("Usage:", _told.ToString(), StringComparison.Ordinal);
    }

    private async Task<int> RunAsync(string answer, double? atLeast, Func<string, HttpStatusCode>? status = null)
    {
        using var http = new HttpClient(new Gateway(answer, status ?? (static _ => HttpStatusCode.OK))) { BaseAddress = new Uri("http://gateway") };
        var options = new EvaluationOptions(http.BaseAddress, "key", _directory.FullName, null, Path.Combine(_directory.FullName, "out"), atLeast);
        return await new EvaluationRun(http, options, _told, "tests").RunAsync(default);
    }

    private Task<string> ReportAsync(string name) => File.ReadAllTextAsync(Path.Combine(_directory.FullName, "out", name));

    private sealed class Gateway(string answer, Func<string, HttpStatusCode> status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath;
            var body = path.StartsWith("/sessions/", StringComparison.Ordinal)
                ? JsonSerializer.Serialize(new
                {
                    messages = new object[]
                    {
                        new { role = "user", content = "read a.md" },
                        new { role = "assistant", content = "", tool_calls = new[] { new { id = "c1", name = "workspace_read", arguments = new { path = "a.md" } } } },
                        new { role = "tool", content = "reeds", tool_call_id = "c1" },
                        new { role = "assistant", content = answer },
                    },
                })
                : """{"key":"k","access_token":"t","session_id":"s","data":[{"id":"tried-1"}]}""";
            return Task.FromResult(new HttpResponseMessage(status(path)) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
        }
    }
}
