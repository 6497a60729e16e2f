import './styles/main.css';
import { render } from 'preact';
import { SignIn } from './auth/sign-in';
import { loadConfig } from './config';
import { takeSessionId } from './realtime/session-id';
import { App } from './view/App';
import { Trouble } from './view/Trouble';

const page = document.getElementById('page') ?? document.body;

try {
  const config = await loadConfig(window.fetch.bind(window));
  const signIn = new SignIn(config, sessionStorage, window.fetch.bind(window));
  const sessionId = takeSessionId(sessionStorage, window, () => crypto.randomUUID());
  await signIn.resume();
  render(<App config={config} signIn={signIn} sessionId={sessionId} />, page);
} catch (failure) {
  render(<Trouble failure={failure} />, page);
}
