package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stemma/client"
	"stemma/internal/api"
	"stemma/internal/store/sqlite"
)

// running starts a server as serve does it, with its timeouts, and gives its address and
// what stops it.
func running(t testing.TB, h http.Handler, limits timeouts) (addr string, stop func() error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- listen(ctx, l, h, limits, slog.New(slog.DiscardHandler)) }()
	t.Cleanup(cancel)
	return l.Addr().String(), func() error {
		cancel()
		return <-ended
	}
}

// TestSlowClients opens connections that send or take too little, and wants them closed.
func TestSlowClients(t *testing.T) {
	big := bytes.Repeat([]byte("x"), 64<<20) // more than the buffers on the way hold
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			if _, err := io.Copy(io.Discard, r.Body); err != nil {
				return
			}
		}
		w.Write(big)
	})
	const short = 200 * time.Millisecond
	addr, _ := running(t, h, timeouts{header: short, read: short, write: short, idle: short, stop: time.Second})
	for _, test := range []struct{ name, sends string }{
		{"half a head", "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "},
		{"half a body", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf"},
		{"nothing", ""},
		{"an answer that is not taken", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := net.Dial("tcp", addr)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if _, err := io.WriteString(c, test.sends); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(test.name, "not taken") {
				time.Sleep(3 * short) // the reader does nothing until it is too late
			}
			if err := c.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
				t.Fatal(err)
			}
			n, err := io.Copy(io.Discard, c)
			if errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("still open after %d bytes", n)
			}
			if n >= int64(len(big)) {
				t.Errorf("all %d bytes came", n)
			}
		})
	}
}

// TestGracefulStop stops a server while a request is under way and a stream is open: the
// one is answered, the other ends.
func TestGracefulStop(t *testing.T) {
	_, face := demoServer(t, token)
	begun, goOn := make(chan struct{}), make(chan struct{})
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/slow" {
			close(begun)
			<-goOn
			io.WriteString(w, "done")
			return
		}
		face.ServeHTTP(w, r)
	})
	addr, stop := running(t, h, usual)
	got := make(chan string, 1)
	go func() {
		answer, err := http.Get("http://" + addr + "/slow")
		if err != nil {
			got <- err.Error()
			return
		}
		defer answer.Body.Close()
		b, _ := io.ReadAll(answer.Body)
		got <- string(b)
	}()
	streamed := make(chan error, 1)
	go func() {
		for _, err := range client.New("http://"+addr).Events(context.Background(), "") {
			if err != nil {
				streamed <- err
			}
		}
		close(streamed)
	}()
	<-begun
	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	close(goOn)
	if s := <-got; s != "done" {
		t.Errorf("the request under way got %q", s)
	}
	if err := <-stopped; err != nil {
		t.Errorf("stop: %v", err)
	}
	<-streamed
}

// TestAddressOfOthersNeedsToken wants serve to refuse what other machines reach.
func TestAddressOfOthersNeedsToken(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:0"} {
		var out bytes.Buffer
		code := Main(t.Context(), []string{"--db", "none.db", "serve", "--addr", addr}, Streams{Out: &out, Err: &out})
		if code != exitUsage || !strings.Contains(out.String(), "token") {
			t.Errorf("%s: code %d, %s", addr, code, out.String())
		}
	}
}

// TestFullDisk adds reports until the disk is full: that is told, and nothing that was
// acknowledged is lost.
func TestFullDisk(t *testing.T) {
	if !mayMount(t) {
		t.Skip("needs to mount a small file system")
	}
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("mount: %v %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("umount: %v %s", err, out)
		}
	})
	a := &app{db: filepath.Join(dir, "r.db"), Streams: Streams{Out: io.Discard, Err: io.Discard}}
	s, err := sqlite.Open(t.Context(), a.db)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	r, err := a.served(s)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(api.New(api.Options{Record: r, Token: token}))
	t.Cleanup(server.Close)
	c := client.New(server.URL)
	c.Token = token
	var kept []string
	for n := range 500 {
		id := fmt.Sprintf("%d.txt", n)
		text := strings.Repeat(fmt.Sprintf("Shells killed %d people in Halvesh on day %d, the monitor of part %d said. ", n, n*7, n*13), 40)
		_, err := c.AddReport(t.Context(), client.NewReport{ID: id, Text: text, Published: "2025-03-05"})
		if err == nil {
			kept = append(kept, id)
			continue
		}
		var p *client.Problem
		if !errors.As(err, &p) || p.Status != http.StatusInsufficientStorage || strings.Contains(p.Detail, dir) {
			t.Fatalf("report %d: %v", n, err)
		}
		break
	}
	if len(kept) == 0 || len(kept) == 500 {
		t.Fatalf("%d reports were kept", len(kept))
	}
	for _, id := range kept {
		if _, err := c.Report(t.Context(), id, ""); err != nil {
			t.Errorf("acknowledged and lost: %v", err)
		}
	}
}
